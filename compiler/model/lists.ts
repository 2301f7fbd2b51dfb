import type { GrantFields, RuleFields, SwitchFields } from './row-fields.ts'
import type { Row, Rows } from './rows.ts'

/** What one environment says of a flag. */
export interface List {
  /** False: disabledIn. */
  enabled: boolean
  readonly assignments: Listed[]
}

/** An assignment put together again from its rows. Users and groups are sorted, each there once. */
export interface Listed {
  readonly position: number
  readonly users: readonly string[]
  readonly groups: readonly string[]
  readonly expires: number | null
  readonly variant: string | null
  /** Undefined when grants say it all. */
  readonly rule: RuleFields | undefined
  /** Its rule, or the first of its grants. */
  readonly row: Row
}

/** By environment and flag; what is not there has no list. Assignments stand in their order. */
export type Lists = ReadonlyMap<string, ReadonlyMap<string, List>>

export function listsOf(rows: Rows): Lists {
  const lists = new Table<List>(() => ({ enabled: true, assignments: [] }))
  for (const { key, fields } of rows.flag_environments.values())
    lists.at(key).enabled = (fields as SwitchFields).is_enabled
  for (const row of rows.flag_rules.values()) lists.at(row.key).assignments.push(ruled(row))
  const grants = new Table<Row[]>(() => [])
  for (const row of rows.flag_assignments.values()) grants.at(row.key).push(row)
  for (const [environment, byFlag] of grants.entries)
    for (const [flag, found] of byFlag)
      for (const same of together(found)) lists.at([flag, environment]).assignments.push(granted(same))
  for (const byFlag of lists.entries.values()) for (const { assignments } of byFlag.values()) assignments.sort(inOrder)
  return lists.entries
}

/** Something for each environment and flag. */
class Table<T> {
  readonly entries = new Map<string, Map<string, T>>()
  readonly #make: () => T

  constructor(make: () => T) {
    this.#make = make
  }

  at([flag = '', environment = '']: readonly string[]): T {
    let byFlag = this.entries.get(environment)
    if (!byFlag) this.entries.set(environment, (byFlag = new Map()))
    let entry = byFlag.get(flag)
    if (!entry) byFlag.set(flag, (entry = this.#make()))
    return entry
  }
}

function ruled(row: Row): Listed {
  const rule = row.fields as RuleFields
  const { user_keys, group_names, expires_at: expires, variant } = rule
  const position = Number(row.key[2])
  return { position, users: sorted(user_keys), groups: sorted(group_names), expires, variant, rule, row }
}

/** The grants that one assignment became: the same place in the list, and everything else the same too. */
function together(grants: readonly Row[]): Iterable<Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of grants) {
    const { position, expires_at, variant } = row.fields as GrantFields
    const id = `${position} ${expires_at} ${variant ?? ''}`
    const known = found.get(id)
    if (known) known.push(row)
    else found.set(id, [row])
  }
  return found.values()
}

function granted(grants: readonly Row[]): Listed {
  const row = grants[0] as Row
  const { position, expires_at: expires, variant } = row.fields as GrantFields
  const named = (kind: string) => sorted(grants.filter(({ key }) => key[2] === kind).map(({ key }) => key[3] ?? ''))
  return { position, users: named('user'), groups: named('group'), expires, variant, rule: undefined, row }
}

function sorted(names: readonly string[]): readonly string[] {
  return names.length < 2 ? names : [...new Set(names)].sort()
}

/** Only hands in a database give two assignments one position; they get an order all the same. */
function inOrder(a: Listed, b: Listed): number {
  return a.position - b.position || (said(a) < said(b) ? -1 : 1)
}

function said({ position, users, groups, expires, variant, rule }: Listed): string {
  return JSON.stringify({ position, users, groups, expires, variant, rule })
}
