import { emptyRows, keyOf, type LiveRow, type Rows, type Table } from '../model/rows.ts'
import { asFields } from './state-fields.ts'
import { relations } from './state-relations.ts'
import type { Queries } from './store.ts'

/** Names by id, for the rows that refer to them. */
export interface Names {
  readonly flags: ReadonlyMap<string, string>
  readonly environments: ReadonlyMap<string, string>
  readonly users: ReadonlyMap<string, string>
  readonly groups: ReadonlyMap<string, string>
}

/** Everything git decides about, by the names people know. Rows that hang on archived flags are there too. */
export async function readState(queries: Queries): Promise<Rows<LiveRow>> {
  const rows = emptyRows<LiveRow>()
  for (const [table, sql, key] of things)
    for (const { id, ...fields } of await queries.query<Record<string, unknown>>(sql)) {
      const { [key]: name, ...rest } = fields
      put(rows, table, {
        key: [String(name)],
        id: String(id),
        fields: asFields(table, Object.keys(rest), Object.values(rest)),
      })
    }
  const names: Names = {
    flags: namesOf(rows.feature_flags),
    environments: namesOf(rows.environments),
    users: namesOf(rows.users),
    groups: namesOf(rows.user_groups),
  }
  for (const { table, identity, fields, order = '', identify } of relations) {
    // One value, not one row each: three times as fast to bring over.
    const columns = [...identity, ...fields].map(selected).join(', ')
    const list = `SELECT json_agg(json_build_array(${columns}) ${order}) AS list FROM ${table}`
    const [answer] = await queries.query<{ list: unknown[][] | null }>(list)
    const count = new Map<string, number>()
    for (const values of answer?.list ?? []) {
      const { key, id } = identify(values, names, count)
      put(rows, table, { key, id, fields: asFields(table, fields, values.slice(identity.length)) })
    }
  }
  return rows
}

/** Ids as text, so that none loses digits; instants as milliseconds since 1970. */
function selected(column: string): string {
  if (column.endsWith('_id')) return `${column}::text`
  return column.endsWith('_at') ? `(extract(epoch FROM ${column}) * 1000)::float8` : column
}

function put(rows: ReturnType<typeof emptyRows<LiveRow>>, table: Table, row: LiveRow): void {
  rows[table].set(keyOf(row), row)
}

function namesOf(rows: ReadonlyMap<string, LiveRow>): Map<string, string> {
  return new Map([...rows.values()].map(({ id, key }) => [id, key[0] ?? '']))
}

/** Table, query, and the column that is the key; the other columns but `id` are the fields. */
const things: readonly (readonly [Table, string, string])[] = [
  [
    'environments',
    'SELECT env_id AS id, env_name, description, is_protected, origins, position FROM environments',
    'env_name',
  ],
  ['users', 'SELECT user_id AS id, user_key, user_id, user_name FROM users', 'user_key'],
  [
    'user_groups',
    'SELECT group_id AS id, group_name, description, condition, included_groups, excluded_keys FROM user_groups',
    'group_name',
  ],
  [
    'feature_flags',
    `SELECT flag_id AS id, flag_name, description, is_enabled, (extract(epoch FROM expires_at) * 1000)::float8 AS expires_at,
       owner, tags, flag_type, is_client, variants, off_variant, salt, bucket_by, archived_at IS NOT NULL AS archived FROM feature_flags`,
    'flag_name',
  ],
]
