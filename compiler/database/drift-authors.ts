import type { Drift, DriftAuthor } from '../model/drift.ts'
import type { Table } from '../model/rows.ts'
import type { Queries } from './store.ts'

interface Written {
  readonly entity: Table
  readonly row: Readonly<Record<string, unknown>>
  readonly actor: string
  readonly databaseUser: string
  readonly at: Date
}

/** Names for each drifted row who changed it last outside of sync, as far as the audit log tells. */
export async function withAuthors(queries: Queries, drift: readonly Drift[]): Promise<Drift[]> {
  if (drift.length === 0) return []
  const rows = await queries.query<Written>(
    `SELECT entity, coalesce(new_values, old_values) AS row, actor, db_user AS "databaseUser", changed_at AS at
     FROM audit_logs WHERE run_id IS NULL AND entity = ANY ($1) ORDER BY audit_id`,
    [[...new Set(drift.map(({ table }) => table))]],
  )
  const newest = new Map<string, DriftAuthor>()
  for (const { entity, row, actor, databaseUser, at } of rows)
    newest.set(nameOf(entity, keyIn[entity](row)), { actor, databaseUser, at: at.toISOString() })
  return drift.map((one) => ({ ...one, by: newest.get(nameOf(one.table, one.key)) }))
}

type Values = Readonly<Record<string, unknown>>

const named =
  (...columns: readonly string[]) =>
  (row: Values): string[] =>
    columns.map((column) => String(row[column]))

/** The key of a row among the names that the audit log tells. */
const keyIn: Readonly<Record<Table, (row: Values) => string[]>> = {
  environments: named('env_name'),
  environment_keys: named('env_name', 'sha256'),
  users: named('user_key'),
  user_groups: named('group_name'),
  user_group_membership: named('group_name', 'user_key'),
  feature_flags: named('flag_name'),
  flag_dependencies: named('child_flag_name', 'parent_flag_name'),
  flag_environments: named('flag_name', 'env_name'),
  flag_rules: named('flag_name', 'env_name', 'position'),
  flag_assignments: (row) =>
    row['user_key'] === undefined
      ? [...named('flag_name', 'env_name')(row), 'group', String(row['group_name'])]
      : [...named('flag_name', 'env_name')(row), 'user', String(row['user_key'])],
}

/** Grants are told without their count: it is not in the log. */
function nameOf(table: Table, key: readonly string[]): string {
  return [table, ...(table === 'flag_assignments' ? key.slice(0, 4) : key)].join('\0')
}
