import type { Part } from '../model/part.ts'

/** What a file says of each part, as text that is equal when the meaning is: key order and spelling do not matter. */
export type Definitions = ReadonlyMap<Part, string>

type Plain = Readonly<Record<string, unknown>>

/** The definitions in one parsed file; what has the wrong shape is left out. */
export function definitions(value: unknown): Definitions {
  const found = new Map<Part, string>()
  if (!isMap(value)) return found
  for (const [key, user] of entries(value['users'])) found.set(`user:${key}`, canonical(user ?? {}))
  for (const [key, group] of entries(value['groups'])) found.set(`group:${key}`, canonical(plainGroup(group ?? {})))
  for (const [key, one] of entries(value['environments'])) found.set(`environment:${key}`, canonical(one ?? {}))
  for (const [environment, lists] of entries(value['assignments']))
    for (const [flag, list] of entries(lists)) found.set(`assignments:${environment}/${flag}`, canonicalList(list))
  for (const [key, flag] of entries(value['flags'])) {
    found.set(`flag:${key}`, canonical(plainFlag(flag ?? {})))
    if (isMap(flag))
      for (const [environment, list] of entries(flag['assignments']))
        found.set(`assignments:${environment}/${key}`, canonicalList(list))
  }
  return found
}

/** A flag without its assignments, which are parts of their own, and without what it says by default. */
function plainFlag(flag: unknown): unknown {
  if (!isMap(flag)) return flag
  const { assignments: _, ...rest } = flag
  const defaults: Plain = { enabled: true, client: false, type: 'boolean' }
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([key, value]) => defaults[key] !== value && !isEmpty(value))),
    ...(isFilled(flag['disabledIn']) ? { disabledIn: sorted(flag['disabledIn']) } : {}),
    ...(isFilled(flag['dependsOn'])
      ? { dependsOn: flag['dependsOn'].map((one: unknown) => (typeof one === 'string' ? { flag: one } : one)) }
      : {}),
  }
}

function plainGroup(group: unknown): unknown {
  if (!isMap(group)) return group
  const { members, ...rest } = group
  return isFilled(members) ? { ...rest, members: sorted(members) } : rest
}

function canonicalList(list: unknown): string {
  if (list === 'everyone') return canonical([{ everyone: true }])
  return canonical(Array.isArray(list) ? list.map(plainAssignment) : list)
}

function plainAssignment(assignment: unknown): unknown {
  if (!isMap(assignment)) return assignment
  const { user, group, ...rest } = assignment
  return {
    ...rest,
    ...(user === undefined ? {} : { users: [user] }),
    ...(group === undefined ? {} : { groups: [group] }),
  }
}

/** JSON with the keys of every map in order, except where order is meaning. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) =>
    isMap(inner) && key !== 'variants'
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function entries(section: unknown): [string, unknown][] {
  return isMap(section) ? Object.entries(section) : []
}

function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFilled(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function sorted(values: readonly unknown[]): unknown[] {
  return [...values].sort((a, b) => (String(a) < String(b) ? -1 : 1))
}
