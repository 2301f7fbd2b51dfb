import type { Drift } from '../model/drift.ts'
import { emptyRows, keyOf, type Row, type Rows, type Table, tables } from '../model/rows.ts'
import type { FlagFields } from '../model/row-fields.ts'
import { itemsOf, rowsOf } from './lists.ts'
import { listOfKey } from '../model/same-lists.ts'
import { withOrigins } from './origins.ts'
import { settled } from './settled.ts'
import { variantsIn } from './shapes.ts'

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
  for (const one of drift) if (one.live && 'variant' in one.live) plainVariant(rows, one)
  settleEnvironments(rows, head)
  settleLists(rows, head, lists)
  return { rows, unseen: hideLists(rows, head, exact.get('flag_environments')), exact }
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

/** Whoever names the only variant that can be meant says no more than nothing. */
function plainVariant(rows: Filling, { table, key }: Drift): void {
  const id = keyOf({ key, fields: {} })
  const row = rows[table].get(id)
  const flag = rows.feature_flags.get(key[0] ?? '')?.fields as FlagFields | undefined
  if (!row || !flag) return
  const others = variantsIn(flag.variants).filter(({ name }) => name !== flag.off_variant)
  if (others.length === 1 && others[0]?.name === row.fields['variant'])
    rows[table].set(id, { ...row, fields: { ...row.fields, variant: null } })
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

/** Environments stand in the order of the files. `INSERT` gives a new one the first place, and means none: it comes last. */
function settleEnvironments(rows: Filling, head: Rows): void {
  const stay = [...rows.environments].filter(([id]) => head.environments.has(id))
  const fresh = [...rows.environments].filter(([id]) => !head.environments.has(id))
  if (fresh.length === 0 && stay.length === head.environments.size) return
  const places = ([, row]: readonly [string, Row]): number => Number(row.fields['position'])
  const inOrder = [stay, fresh].flatMap((some) => some.sort((a, b) => places(a) - places(b)))
  for (const [position, [id, row]] of inOrder.entries())
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
 * The row of an empty list goes when the list gets rows, unless somebody made it by hand. Returns the lists that are
 * switched off or were so: what git keeps for them is not in the database.
 */
function hideLists(rows: Filling, head: Rows, exact: ReadonlySet<string> = new Set()): Set<string> {
  const unseen = new Set<string>()
  for (const side of [rows, head])
    for (const [id, { fields }] of side.flag_environments) if (fields['is_enabled'] === false) unseen.add(id)
  for (const table of ['flag_rules', 'flag_assignments'] as const)
    for (const { key } of rows[table].values()) {
      const list = listOfKey(key)
      if (rows.flag_environments.get(list)?.fields['is_enabled'] === true && !exact.has(list))
        rows.flag_environments.delete(list)
    }
  return unseen
}
