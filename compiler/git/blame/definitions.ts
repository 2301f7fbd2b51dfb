import type { Part } from '../../model/part.ts'
import { isMap } from './meaning.ts'

/** What a file says of one part. */
export interface Definition {
  /** The parsed YAML behind the part's key, of whatever shape. */
  readonly written: unknown
  /** From 0: its place among its kind in the file. */
  readonly position: number
}

export type Definitions = ReadonlyMap<Part, Definition>

/** Are two definitions written alike? Those that are not may still mean the same. */
export function alike(part: Part, a: Definition | undefined, b: Definition | undefined): boolean {
  if (!a || !b) return a === b
  return (a.position === b.position || !part.startsWith('environment:')) && equal(a.written, b.written)
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]))
  if (!isMap(a) || !isMap(b)) return false
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return keys.length === others.length && keys.every((key, index) => key === others[index] && equal(a[key], b[key]))
}

/** What a parsed file says of the parts that are asked for; what has the wrong shape is left out. */
export function definitionsIn(value: unknown, isAsked: (part: Part) => boolean): Definitions {
  const found = new Map<Part, Definition>()
  if (!isMap(value)) return found
  const put = (part: Part, written: unknown, position: number) => {
    if (isAsked(part) && !found.has(part)) found.set(part, { written, position })
  }
  for (const [section, kind] of sections)
    for (const [position, [key, written]] of entries(value[section]).entries()) put(`${kind}:${key}`, written, position)
  for (const [key, flag] of entries(value['flags']))
    if (isMap(flag))
      for (const [position, [environment, list]] of entries(flag['assignments']).entries())
        put(`assignments:${environment}/${key}`, list, position)
  for (const [environment, lists] of entries(value['assignments']))
    for (const [position, [key, list]] of entries(lists).entries())
      put(`assignments:${environment}/${key}`, list, position)
  return found
}

const sections = [
  ['flags', 'flag'],
  ['groups', 'group'],
  ['users', 'user'],
  ['environments', 'environment'],
] as const

function entries(section: unknown): [string, unknown][] {
  return isMap(section) ? Object.entries(section) : []
}
