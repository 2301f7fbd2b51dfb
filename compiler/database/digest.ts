import type { Table } from '../model/rows.ts'
import type { Queries } from './store.ts'

/**
 * A digest over every row git decides about: equal as long as nobody touched one. Order-free sums of row hashes, so the
 * database answers for a hundred thousand rows in a tenth of a second and no row travels. It is only ever compared with
 * one taken in the same database; another version of Postgres may give another one, which costs a full comparison.
 */
export async function stateDigest(queries: Queries): Promise<string> {
  const [row] = await queries.query<{ digest: string }>(`SELECT concat_ws(':', ${sums.join(', ')}) AS digest`)
  return row?.digest ?? ''
}

/** What the database keeps about a row for itself is left out. Instants as numbers: no session setting shows in them. */
const columns: Readonly<Record<Table, string>> = {
  environments: 'env_id, env_name, description, is_protected, origins, position',
  environment_keys: 'env_id, sha256, kind, name',
  users: 'user_id, user_key, user_name',
  user_groups: 'group_id, group_name, description, condition, included_groups, excluded_keys',
  user_group_membership: 'user_id, group_id',
  feature_flags: `flag_id, flag_name, description, is_enabled, extract(epoch FROM expires_at), owner, tags, flag_type,
    is_client, variants, off_variant, salt, bucket_by, archived_at IS NOT NULL`,
  flag_dependencies: 'parent_flag_id, child_flag_id, variants',
  flag_environments: 'flag_id, env_id, is_enabled',
  flag_rules: `flag_id, env_id, position, user_keys, group_names, everyone, condition, extract(epoch FROM starts_at),
    extract(epoch FROM expires_at), rollout, variant, weights, salt, bucket_by, reason`,
  flag_assignments: `assignment_id, flag_id, user_id, group_id, env_id, extract(epoch FROM expires_at), variant, position,
    reason`,
}

const sums = Object.entries(columns).map(
  ([table, list]) =>
    `(SELECT count(*) || '.' || coalesce(sum(hashtextextended(ROW(${list})::text, 0)::numeric), 0) FROM ${table})`,
)
