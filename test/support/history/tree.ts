import { stringify } from 'yaml'

/**
 * What a commit of a made-up flag repository holds: `flag:a/description` → its value, `flag:a/home` → the file it stands in,
 * `file:flags/a.yaml/broken` → that nobody can read it. Flat, so that two branches merge field by field.
 */
export type Tree = ReadonlyMap<string, unknown>

/** One item of a list of assignments. */
export interface Item {
  readonly user?: string
  readonly group?: string
  readonly everyone?: true
  readonly expires?: string
  readonly rollout?: number
  readonly reason?: string
}

const sections = { environment: 'environments', user: 'users', group: 'groups', flag: 'flags' } as const
type Kind = keyof typeof sections

/** The names of all things of one kind, in the order they were added. */
export function namesOf(tree: Tree, kind: Kind): string[] {
  const found = new Set<string>()
  for (const key of tree.keys())
    if (key.startsWith(`${kind}:`) && key.endsWith('/home')) found.add(key.slice(kind.length + 1, -5))
  return [...found]
}

/** Puts fields of a thing; undefined takes one away. */
export function put(tree: Tree, thing: string, fields: Readonly<Record<string, unknown>>): Tree {
  const next = new Map(tree)
  for (const [field, value] of Object.entries(fields))
    if (value === undefined) next.delete(`${thing}/${field}`)
    else next.set(`${thing}/${field}`, value)
  return next
}

/** Takes a whole thing away. */
export function without(tree: Tree, thing: string): Tree {
  return new Map([...tree].filter(([key]) => !key.startsWith(`${thing}/`)))
}

/**
 * Both sides of a merge.
 * @param resolve gives the value where both changed the same to something else
 */
export function merged(
  base: Tree,
  ours: Tree,
  theirs: Tree,
  resolve: (ours: unknown, theirs: unknown, key: string) => unknown,
): Tree {
  const next = new Map<string, unknown>()
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [was, mine, yours] = [base.get(key), ours.get(key), theirs.get(key)]
    const value = isSame(mine, was)
      ? yours
      : isSame(yours, was) || isSame(mine, yours)
        ? mine
        : resolve(mine, yours, key)
    if (value !== undefined) next.set(key, value)
  }
  return next
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The files of a commit; a name that leads nowhere is left out, as whoever removes a thing does. */
export function filesOf(tree: Tree): Map<string, string> {
  const files = new Map<string, Record<string, Record<string, unknown>>>()
  const into = (path: string, section: string, name: string, value: unknown) => {
    const file = files.get(path) ?? {}
    files.set(path, file)
    ;(file[section] ??= {})[name] = value
  }
  for (const kind of ['environment', 'user', 'group', 'flag'] as const)
    for (const name of namesOf(tree, kind)) {
      const home = String(tree.get(`${kind}:${name}/home`))
      into(home, sections[kind], name, kind === 'flag' ? flagOf(tree, name) : thingOf(tree, kind, name))
    }
  for (const flag of namesOf(tree, 'flag')) {
    const home = tree.get(`flag:${flag}/lists-in`)
    if (typeof home !== 'string') continue
    for (const [environment, list] of Object.entries(listsOf(tree, flag))) {
      const file = files.get(home) ?? {}
      files.set(home, file)
      const all = (file['assignments'] ??= {}) as Record<string, Record<string, unknown>>
      ;(all[environment] ??= {})[flag] = list
    }
  }
  return new Map([...files].map(([path, file]) => [path, textOf(tree, path, file)]))
}

function textOf(tree: Tree, path: string, file: object): string {
  const style = Number(tree.get(`file:${path}/style`) ?? 0)
  const text = style % 2 === 0 ? stringify(file) : `${JSON.stringify(file)}\n`
  const commented = style > 1 ? `# edition ${style}\n${text}` : text
  return tree.get(`file:${path}/broken`) === undefined ? commented : `${commented}]: broken\n`
}

function thingOf(tree: Tree, kind: 'environment' | 'user' | 'group', name: string): object {
  const fields = fieldsOf(tree, `${kind}:${name}`)
  return kind === 'group'
    ? { ...fields, ...known(tree, 'user', 'members', fields), ...known(tree, 'group', 'groups', fields) }
    : fields
}

function flagOf(tree: Tree, name: string): object {
  const fields = fieldsOf(tree, `flag:${name}`)
  const lists = typeof fields['lists-in'] === 'string' ? {} : { assignments: listsOf(tree, name) }
  delete fields['lists-in']
  return {
    ...fields,
    ...known(tree, 'flag', 'dependsOn', fields),
    ...known(tree, 'environment', 'disabledIn', fields),
    ...lists,
  }
}

function listsOf(tree: Tree, flag: string): Record<string, Item[]> {
  const lists: Record<string, Item[]> = {}
  for (const environment of namesOf(tree, 'environment')) {
    const list = tree.get(`list:${environment}/${flag}`) as readonly Item[] | undefined
    if (list) lists[environment] = list.filter(({ user, group }) => isKnown(tree, user, group))
  }
  return lists
}

function isKnown(tree: Tree, user: string | undefined, group: string | undefined): boolean {
  if (user !== undefined) return tree.has(`user:${user}/home`)
  return group === undefined || tree.has(`group:${group}/home`)
}

function fieldsOf(tree: Tree, thing: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [key, value] of tree)
    if (key.startsWith(`${thing}/`) && !key.endsWith('/home')) fields[key.slice(thing.length + 1)] = value
  return fields
}

/** A list of names without those of things that are not there; a field that is empty then is not written, but for members. */
function known(tree: Tree, kind: Kind, field: string, fields: Record<string, unknown>): Record<string, unknown> {
  const names = ((fields[field] ?? []) as readonly string[]).filter((name) => tree.has(`${kind}:${name}/home`))
  return { [field]: names.length === 0 && field !== 'members' ? undefined : names }
}
