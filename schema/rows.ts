// Generated from schema/database by `npm run generate`. Do not edit.

/** A row of audit_commits; bigint arrives as text. */
export interface AuditCommitsRow {
  commit_sha: string
  actor: string
  raw_author: string
  committer: string
  contributors: string[]
  subject: string
  authored_at: Date | null
  committed_at: Date | null
  landed_commit: string | null
  landed_by: string | null
  reverts: string | null
}

/** A row of audit_logs; bigint arrives as text. */
export interface AuditLogsRow {
  audit_id: string
  flag_id: string | null
  flag_name: string | null
  entity: string
  action: string
  actor: string
  db_user: string
  commit_sha: string | null
  txid: string
  old_values: unknown | null
  new_values: unknown | null
  diff: unknown
  changed_at: Date
  run_id: string | null
}

/** A row of environment_keys; bigint arrives as text. */
export interface EnvironmentKeysRow {
  env_id: string
  sha256: string
  kind: string
  name: string | null
}

/** A row of environments; bigint arrives as text. */
export interface EnvironmentsRow {
  env_id: string
  env_name: string
  description: string | null
  is_protected: boolean
  position: number
  created_at: Date
  origins: string[] | null
}

/** A row of feature_flags; bigint arrives as text. */
export interface FeatureFlagsRow {
  flag_id: string
  flag_name: string
  description: string | null
  is_enabled: boolean
  expires_at: Date | null
  owner: string | null
  tags: string[]
  flag_type: string
  is_client: boolean
  variants: unknown
  off_variant: string
  salt: string | null
  bucket_by: string | null
  archived_at: Date | null
  created_at: Date
  updated_at: Date
}

/** A row of flag_assignments; bigint arrives as text. */
export interface FlagAssignmentsRow {
  assignment_id: string
  flag_id: string
  user_id: string | null
  group_id: string | null
  env_id: string
  expires_at: Date | null
  variant: string | null
  position: number
  reason: string | null
}

/** A row of flag_dependencies; bigint arrives as text. */
export interface FlagDependenciesRow {
  parent_flag_id: string
  child_flag_id: string
  variants: string[] | null
}

/** A row of flag_environments; bigint arrives as text. */
export interface FlagEnvironmentsRow {
  flag_id: string
  env_id: string
  is_enabled: boolean
}

/** A row of flag_rules; bigint arrives as text. */
export interface FlagRulesRow {
  rule_id: string
  flag_id: string
  env_id: string
  position: number
  user_keys: string[]
  group_names: string[]
  everyone: boolean
  condition: unknown | null
  starts_at: Date | null
  expires_at: Date | null
  rollout: unknown | null
  variant: string | null
  weights: unknown | null
  salt: string | null
  bucket_by: string | null
  reason: string | null
}

/** A row of sync_runs; bigint arrives as text. */
export interface SyncRunsRow {
  run_id: string
  lineage: string
  seq: string
  base: string | null
  revision: string
  plan_sha256: string
  counts: unknown
  drift: number
  run_by: string
  db_user: string
  tool_version: string
  started_at: Date
  finished_at: Date
}

/** A row of sync_state; bigint arrives as text. */
export interface SyncStateRow {
  only_row: boolean
  lineage: string
  seq: string
  revision: string | null
  content_hash: string | null
  tool_version: string | null
  applied_at: Date | null
  audit_id: string | null
  drift: number
}

/** A row of user_group_membership; bigint arrives as text. */
export interface UserGroupMembershipRow {
  user_id: string
  group_id: string
}

/** A row of user_groups; bigint arrives as text. */
export interface UserGroupsRow {
  group_id: string
  group_name: string
  description: string | null
  condition: unknown | null
  included_groups: string[]
  excluded_keys: string[]
  created_at: Date
}

/** A row of users; bigint arrives as text. */
export interface UsersRow {
  user_id: string
  user_key: string
  user_name: string | null
  created_at: Date
}
