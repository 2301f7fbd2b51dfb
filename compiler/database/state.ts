import { emptyRows, keyOf, type LiveRow, type Row, type Rows, type Table } from '../model/rows.ts'
import type { Queries } from './store.ts'

/** Everything git decides about, by the names people know. Rows that hang on archived flags are there too. */
export async function readState(queries: Queries): Promise<Rows<LiveRow>> {
  const rows = emptyRows<LiveRow>()
  const put = (table: Table, key: readonly string[], id: unknown, fields: Row['fields']) => {
    const row = { key, id: String(id ?? ''), fields }
    rows[table].set(keyOf(row), row)
  }
  for (const [table, sql, keys] of selections) {
    for (const record of await queries.query<Record<string, unknown>>(sql)) {
      const { id, ...rest } = record
      for (const key of keys) delete rest[key]
      if (typeof rest['variants'] === 'object' && table === 'feature_flags')
        rest['variants'] = variantsText(rest['variants'])
      put(
        table,
        keys.map((key) => String(record[key])),
        id,
        rest as Row['fields'],
      )
    }
  }
  return rows
}

/** In the spelling of the flag files: `[{"name": …, "value": …}]` without spaces. */
function variantsText(variants: unknown): string {
  if (!Array.isArray(variants)) return JSON.stringify(variants)
  return JSON.stringify(variants.map(({ name, value }: Record<string, unknown>) => ({ name, value })))
}

/** Milliseconds since 1970, as a number: a Date cannot hold what somebody may have written by hand, such as infinity. */
const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

/** Table, query, and the columns that are the key. What is neither `id` nor key is a field. */
const selections: readonly (readonly [Table, string, readonly string[]])[] = [
  [
    'environments',
    'SELECT env_id AS id, env_name, description, is_protected, position FROM environments',
    ['env_name'],
  ],
  ['users', 'SELECT user_id AS id, user_key, user_id, user_name FROM users', ['user_key']],
  ['user_groups', 'SELECT group_id AS id, group_name, description FROM user_groups', ['group_name']],
  [
    'user_group_membership',
    `SELECT g.group_name, u.user_key FROM user_group_membership m
     JOIN users u USING (user_id) JOIN user_groups g USING (group_id)`,
    ['group_name', 'user_key'],
  ],
  [
    'feature_flags',
    `SELECT flag_id AS id, flag_name, description, is_enabled, ${milliseconds('expires_at')} AS expires_at, owner, tags,
       flag_type, is_client, variants, off_variant, archived_at IS NOT NULL AS archived FROM feature_flags`,
    ['flag_name'],
  ],
  [
    'flag_dependencies',
    `SELECT c.flag_name AS child, p.flag_name AS parent, d.variants FROM flag_dependencies d
     JOIN feature_flags c ON c.flag_id = d.child_flag_id JOIN feature_flags p ON p.flag_id = d.parent_flag_id`,
    ['child', 'parent'],
  ],
  [
    'flag_environments',
    `SELECT f.flag_name, e.env_name, x.is_enabled FROM flag_environments x
     JOIN feature_flags f USING (flag_id) JOIN environments e USING (env_id)`,
    ['flag_name', 'env_name'],
  ],
  [
    'flag_rules',
    `SELECT r.rule_id AS id, f.flag_name, e.env_name, r.position, r.user_keys, r.group_names, r.everyone,
       ${milliseconds('r.starts_at')} AS starts_at, ${milliseconds('r.expires_at')} AS expires_at, r.variant, r.reason
     FROM flag_rules r JOIN feature_flags f USING (flag_id) JOIN environments e USING (env_id)`,
    ['flag_name', 'env_name', 'position'],
  ],
  [
    'flag_assignments',
    `SELECT a.assignment_id AS id, f.flag_name, e.env_name,
       CASE WHEN a.user_id IS NULL THEN 'group' ELSE 'user' END AS kind, coalesce(u.user_key, g.group_name) AS name,
       row_number() OVER (PARTITION BY a.flag_id, a.env_id, a.user_id, a.group_id ORDER BY a.position, a.assignment_id) - 1
         AS nth, ${milliseconds('a.expires_at')} AS expires_at, a.variant, a.position, a.reason
     FROM flag_assignments a JOIN feature_flags f USING (flag_id) JOIN environments e USING (env_id)
     LEFT JOIN users u USING (user_id) LEFT JOIN user_groups g USING (group_id)`,
    ['flag_name', 'env_name', 'kind', 'name', 'nth'],
  ],
]
