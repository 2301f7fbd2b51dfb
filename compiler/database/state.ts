import { emptyRows, keyOf, type LiveRow, type Row, type Rows, type Table } from '../model/rows.ts'
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
      if (table === 'feature_flags') rest['variants'] = variantsText(rest['variants'])
      put(rows, table, { key: [String(name)], id: String(id), fields: rest as Row['fields'] })
    }
  const names: Names = {
    flags: namesOf(rows.feature_flags),
    environments: namesOf(rows.environments),
    users: namesOf(rows.users),
    groups: namesOf(rows.user_groups),
  }
  for (const { table, columns, order = '', read } of relations) {
    // One value, not one row each: three times as fast to bring over.
    const list = `SELECT json_agg(json_build_array(${columns}) ${order}) AS list FROM ${table}`
    const [answer] = await queries.query<{ list: unknown[][] | null }>(list)
    const count = new Map<string, number>()
    for (const values of answer?.list ?? []) put(rows, table, read(values, names, count))
  }
  return rows
}

function put(rows: ReturnType<typeof emptyRows<LiveRow>>, table: Table, row: LiveRow): void {
  rows[table].set(keyOf(row), row)
}

function namesOf(rows: ReadonlyMap<string, LiveRow>): Map<string, string> {
  return new Map([...rows.values()].map(({ id, key }) => [id, key[0] ?? '']))
}

/** Table, query, and the column that is the key; the other columns but `id` are the fields. */
const things: readonly (readonly [Table, string, string])[] = [
  ['environments', 'SELECT env_id AS id, env_name, description, is_protected, position FROM environments', 'env_name'],
  ['users', 'SELECT user_id AS id, user_key, user_id, user_name FROM users', 'user_key'],
  ['user_groups', 'SELECT group_id AS id, group_name, description FROM user_groups', 'group_name'],
  [
    'feature_flags',
    `SELECT flag_id AS id, flag_name, description, is_enabled, (extract(epoch FROM expires_at) * 1000)::float8 AS expires_at,
       owner, tags, flag_type, is_client, variants, off_variant, archived_at IS NOT NULL AS archived FROM feature_flags`,
    'flag_name',
  ],
]

/** In the spelling of the flag files: `[{"name": …, "value": …}]` without spaces. */
function variantsText(variants: unknown): string {
  if (!Array.isArray(variants)) return JSON.stringify(variants)
  return JSON.stringify(variants.map(({ name, value }: Record<string, unknown>) => ({ name, value })))
}
