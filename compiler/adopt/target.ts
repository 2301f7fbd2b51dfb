import type { Drift } from '../model/drift.ts'
import { emptyRows, keyOf, type Row, type Rows, type Table, tables } from '../model/rows.ts'
import { itemsOf, listOfKey, rowsOf } from './lists.ts'
import { withOrigins } from './origins.ts'
import { settled } from './settled.ts'

/** The rows that the flag files shall want. */
export interface Target {
  readonly rows: Rows
  /** The lists that git keeps to itself while an environment is switched off: nobody compares them. */
  readonly unseen: ReadonlySet<string>
  /** What was changed by hand: these rows must be exactly so, and others may follow from them. */
  readonly exact: ReadonlyMap<Table, ReadonlySet<string>>
}

type Filling = Record<Table, Map<string, Row>>

/** The rows that the flag files want, with what was changed by hand. */
export function targetOf(head: Rows, drift: readonly Drift[]): Target {
  const rows = copied(head)
  const exact = new Map(tables.map((table) => [table, new Set<string>()]))
  const lists = new Set<string>()
  for (const one of drift) {
    const id = keyOf({ key: one.key, fields: {} })
    exact.get(one.table)?.add(id)
    if (isGone(one)) remove(rows, one.table, one.key, lists)
    else rows[one.table].set(id, { key: one.key, fields: merged(head[one.table].get(id), one) })
    if (one.table === 'flag_rules' || one.table === 'flag_assignments') lists.add(listOfKey(one.key))
  }
  settleEnvironments(rows, head)
  settleLists(rows, head, lists)
  return { rows, unseen: hideLists(rows, head), exact }
}

/** An archived flag is one that git no longer has. */
export function isGone({ table, live }: Drift): boolean {
  return live === undefined || (table === 'feature_flags' && live['archived'] === true)
}

function copied(head: Rows): Filling {
  const rows = emptyRows<Row>()
  for (const table of tables) for (const [id, row] of head[table]) rows[table].set(id, row)
  return rows
}

function merged(wanted: Row | undefined, { table, live = {}, fields }: Drift): Row['fields'] {
  const given = table !== 'users' || (wanted ? wanted.fields['user_id'] !== null : false)
  const shown = given ? live : { ...live, user_id: null }
  if (!wanted) return shown
  return { ...wanted.fields, ...Object.fromEntries(fields.map((field) => [field, shown[field] ?? null])) }
}

/** Which part of the key of other tables' rows names a row of this one. */
const dependents: Readonly<Partial<Record<Table, readonly (readonly [Table, number, string?])[]>>> = {
  environments: [
    ['environment_keys', 0],
    ['flag_environments', 1],
    ['flag_rules', 1],
    ['flag_assignments', 1],
  ],
  users: [
    ['user_group_membership', 1],
    ['flag_assignments', 3, 'user'],
  ],
  user_groups: [
    ['user_group_membership', 0],
    ['flag_assignments', 3, 'group'],
  ],
  feature_flags: [
    ['flag_dependencies', 0],
    ['flag_environments', 0],
    ['flag_rules', 0],
    ['flag_assignments', 0],
  ],
}

/** A row goes with all that cannot be without it, as in the database. */
function remove(rows: Filling, table: Table, key: readonly string[], lists: Set<string>): void {
  rows[table].delete(keyOf({ key, fields: {} }))
  for (const [other, part, kind] of dependents[table] ?? [])
    for (const [id, row] of rows[other]) {
      if (row.key[part] !== key[0] || (kind !== undefined && row.key[2] !== kind)) continue
      rows[other].delete(id)
      if (other === 'flag_rules' || other === 'flag_assignments') lists.add(listOfKey(row.key))
    }
}

/** Environments are in the order of the files, so new ones come behind those that stand at the same place. */
function settleEnvironments(rows: Filling, head: Rows): void {
  const all = [...rows.environments].map(([id, row]) => ({ id, row, position: Number(row.fields['position']) }))
  if (all.length === head.environments.size && all.every(({ id }) => head.environments.has(id))) return
  all.sort(
    (a, b) => a.position - b.position || Number(head.environments.has(b.id)) - Number(head.environments.has(a.id)),
  )
  for (const [position, { id, row }] of all.entries())
    if (row.fields['position'] !== position) rows.environments.set(id, { ...row, fields: { ...row.fields, position } })
}

/** Positions in a list have no gaps and no ties. */
function settleLists(rows: Filling, head: Rows, lists: ReadonlySet<string>): void {
  if (lists.size === 0) return
  const before = itemsOf(head, lists)
  const after = itemsOf(rows, lists)
  for (const table of ['flag_rules', 'flag_assignments'] as const)
    for (const [id, row] of rows[table]) if (lists.has(listOfKey(row.key))) rows[table].delete(id)
  for (const [list, items] of after) {
    const known = new Map((before.get(list) ?? []).map((item) => [item.position, item]))
    const { rules, grants } = rowsOf(list, settled(withOrigins(items, known), known))
    for (const row of rules) rows.flag_rules.set(keyOf(row), row)
    for (const row of grants) rows.flag_assignments.set(keyOf(row), row)
  }
}

/**
 * A list has no rows where its flag is switched off, and none in its place when it has rows. Returns the lists that are
 * switched off or were so: what git keeps for them is not in the database.
 */
function hideLists(rows: Filling, head: Rows): Set<string> {
  const unseen = new Set<string>()
  for (const side of [rows, head])
    for (const [id, { fields }] of side.flag_environments) if (fields['is_enabled'] === false) unseen.add(id)
  for (const table of ['flag_rules', 'flag_assignments'] as const)
    for (const { key } of rows[table].values())
      if (rows.flag_environments.get(listOfKey(key))?.fields['is_enabled'] === true)
        rows.flag_environments.delete(listOfKey(key))
  return unseen
}
