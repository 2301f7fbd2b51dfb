import type { Drift, DriftAuthor } from '../model/drift.ts'
import type { Table } from '../model/rows.ts'
import type { Queries } from './store.ts'

interface Written {
  readonly entity: Table
  readonly row: Readonly<Record<string, unknown>>
  /** The columns that differ; none for a row that came or went. */
  readonly columns: readonly string[]
  readonly action: string
  readonly actor: string
  readonly databaseUser: string
  readonly at: Date
}

/** Names for each drifted row who was the last outside of sync to change what drifted, as far as the audit log tells. */
export async function withAuthors(queries: Queries, drift: readonly Drift[]): Promise<Drift[]> {
  if (drift.length === 0) return []
  const written = await queries.query<Written>(
    `SELECT entity, action, coalesce(new_values, old_values) AS row, ARRAY(SELECT jsonb_object_keys(diff)) AS columns,
       actor, db_user AS "databaseUser", changed_at AS at
     FROM audit_logs WHERE run_id IS NULL AND entity = ANY ($1) ORDER BY audit_id DESC`,
    [[...new Set(drift.map(({ table }) => table))]],
  )
  const byRow = Map.groupBy(written, ({ entity, row }) => nameOf(entity, keyIn[entity](row)))
  return drift.map((one) => {
    const found = byRow.get(nameOf(one.table, one.key))?.find((change) => explains(change, one))
    return { ...one, by: found && authorOf(found) }
  })
}

function explains({ action, columns }: Written, { fields }: Drift): boolean {
  if (action === 'create' || action === 'delete') return true
  return columns.some((column) => fields.includes(column === 'archived_at' ? 'archived' : column))
}

function authorOf({ actor, databaseUser, at }: Written): DriftAuthor {
  return { actor, databaseUser, at: at.toISOString() }
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
  flag_assignments: (row) => {
    const kind = row['user_key'] === undefined ? 'group' : 'user'
    const [flag = '', environment = '', name = ''] = named(
      'flag_name',
      'env_name',
      `${kind}_${kind === 'user' ? 'key' : 'name'}`,
    )(row)
    return [flag, environment, kind, name]
  },
}

/** Grants are told without their count: it is not in the log. */
function nameOf(table: Table, key: readonly string[]): string {
  return [table, ...(table === 'flag_assignments' ? key.slice(0, 4) : key)].join('\0')
}
