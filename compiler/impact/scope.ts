import type { EnvironmentFields, FlagFields } from '../model/row-fields.ts'
import type { Row, Rows } from '../model/rows.ts'
import { changedFlags } from './changed-flags.ts'
import { changedGroups, usersOfGroups } from './changed-groups.ts'

/** What two states may answer differently, and whom they know. */
export interface Scope {
  /** In the order of promotion, those that go last. */
  readonly environments: readonly EnvironmentScope[]
  /** Every flag that has to be asked: those that may answer differently somewhere, and all that they depend on. */
  readonly asked: ReadonlySet<string>
  /** Every targeting key that either state has or names, sorted. */
  readonly users: readonly string[]
}

export interface EnvironmentScope {
  readonly environment: string
  /** Before, after, or both. */
  readonly isProtected: boolean
  /** Flags that may answer differently, sorted: they changed, use a group that did, or depend on such a flag. */
  readonly flags: readonly string[]
  /** Those of them that changed themselves. */
  readonly changed: ReadonlySet<string>
}

export function scopeOf(before: Rows, after: Rows): Scope {
  const { everywhere, inEnvironment } = changedFlags(before, after)
  const groups = changedGroups(before, after)
  const families = new Families(before, after)
  const environments = environmentsOf(before, after).map(({ environment, isProtected }) => {
    const changed = new Set([...everywhere, ...(inEnvironment.get(environment) ?? [])])
    const using = usersOfGroups([before, after], groups, environment)
    const flags = [...families.withChildren([...changed, ...using])].filter(
      (key) => isThere(before, key) || isThere(after, key),
    )
    return { environment, isProtected, flags: flags.sort(), changed }
  })
  const asked = families.withParents(environments.flatMap(({ flags }) => flags))
  return {
    environments,
    asked,
    users: environments.some(({ flags }) => flags.length > 0) ? knownUsers([before, after]) : [],
  }
}

/** Is there such a flag, and is it not archived? */
export function isThere({ feature_flags }: Rows, flag: string): boolean {
  const row = feature_flags.get(flag)
  return row !== undefined && !(row.fields as FlagFields).archived
}

function environmentsOf(before: Rows, after: Rows): Pick<EnvironmentScope, 'environment' | 'isProtected'>[] {
  const gone = [...before.environments].filter(([name]) => !after.environments.has(name)).map(([, row]) => row)
  const isProtected = (row: Row | undefined): boolean =>
    (row?.fields as EnvironmentFields | undefined)?.is_protected ?? false
  return [...inOrder(after.environments.values()), ...inOrder(gone)].map(({ key: [environment = ''] }) => ({
    environment,
    isProtected: isProtected(before.environments.get(environment)) || isProtected(after.environments.get(environment)),
  }))
}

function inOrder(environments: Iterable<Row>): Row[] {
  const position = ({ fields }: Row): number => (fields as EnvironmentFields).position
  return [...environments].sort((a, b) => position(a) - position(b))
}

/** Who depends on whom in either state. */
class Families {
  readonly #children = new Map<string, string[]>()
  readonly #parents = new Map<string, string[]>()

  constructor(...states: readonly Rows[]) {
    for (const { flag_dependencies } of states)
      for (const {
        key: [child = '', parent = ''],
      } of flag_dependencies.values()) {
        put(this.#children, parent, child)
        put(this.#parents, child, parent)
      }
  }

  withChildren(flags: Iterable<string>): Set<string> {
    return closure(flags, this.#children)
  }

  withParents(flags: Iterable<string>): Set<string> {
    return closure(flags, this.#parents)
  }
}

function put(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

function closure(start: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(start)
  for (const one of found) for (const another of next.get(one) ?? []) found.add(another)
  return found
}

function knownUsers(states: readonly Rows[]): string[] {
  const users = new Set<string>()
  for (const { users: declared, user_groups, user_group_membership, flag_rules, flag_assignments } of states) {
    for (const { key } of declared.values()) users.add(key[0] ?? '')
    for (const { fields } of user_groups.values()) for (const key of fields['excluded_keys'] as string[]) users.add(key)
    for (const { key } of user_group_membership.values()) users.add(key[1] ?? '')
    for (const { fields } of flag_rules.values()) for (const key of fields['user_keys'] as string[]) users.add(key)
    for (const { key } of flag_assignments.values()) if (key[2] === 'user') users.add(key[3] ?? '')
  }
  users.delete('')
  return [...users].sort()
}
