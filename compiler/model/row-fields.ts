import type { SnapshotKey } from '../../schema/types.ts'
import type { FlagType } from './model.ts'

// Type aliases, not interfaces: only they are rows of `Value`s to the compiler.

/** What the rows of each table say, beside their key. */
export type FieldsOf = {
  /** Key: environment. */
  environments: EnvironmentFields
  /** Key: environment, SHA-256. */
  environment_keys: KeyFields
  /** Key: targeting key. */
  users: UserFields
  /** Key: group. */
  user_groups: GroupFields
  /** Key: group, targeting key; also of users whom an included group brings. */
  user_group_membership: Readonly<Record<string, never>>
  /** Key: flag. */
  feature_flags: FlagFields
  /** Key: child, parent. */
  flag_dependencies: DependencyFields
  /** Key: flag, environment. */
  flag_environments: SwitchFields
  /** Key: flag, environment, position. */
  flag_rules: RuleFields
  /** Key: flag, environment, `user` or `group`, its name, and how many grants it has in this list before this one. */
  flag_assignments: GrantFields
}

export type EnvironmentFields = {
  readonly description: string | null
  readonly is_protected: boolean
  /** Sorted. Null: client keys may be used from any origin; empty: from none. */
  readonly origins: readonly string[] | null
  readonly position: number
}

export type KeyFields = { readonly kind: SnapshotKey['kind']; readonly name: string | null }

/** `user_id` is null when the flag files leave it to the database. */
export type UserFields = { readonly user_id: string | null; readonly user_name: string | null }

export type GroupFields = {
  readonly description: string | null
  /** JSON text of a `StoredCondition`. */
  readonly condition: string | null
  /** Sorted. */
  readonly included_groups: readonly string[]
  /** Sorted. */
  readonly excluded_keys: readonly string[]
}

export type FlagFields = {
  readonly description: string | null
  readonly is_enabled: boolean
  readonly expires_at: number | null
  readonly owner: string | null
  readonly tags: readonly string[]
  readonly flag_type: FlagType
  readonly is_client: boolean
  /** JSON text: `[{"name": …, "value": JSON text}]`. */
  readonly variants: string
  readonly off_variant: string
  /** Null: the flag key. */
  readonly salt: string | null
  /** Null: the targeting key. */
  readonly bucket_by: string | null
  readonly archived: boolean
}

export type DependencyFields = { readonly variants: readonly string[] | null }

/** False: disabledIn. True: there is a list, and it is empty. */
export type SwitchFields = { readonly is_enabled: boolean }

/** What grants and rules have in common. */
export type SharedFields = {
  readonly expires_at: number | null
  /** Null: the only one that is not the off variant, unless there are weights. */
  readonly variant: string | null
  readonly reason: string | null
}

export type RuleFields = SharedFields & {
  readonly user_keys: readonly string[]
  readonly group_names: readonly string[]
  readonly everyone: boolean
  /** JSON text of a `StoredCondition`. */
  readonly condition: string | null
  readonly starts_at: number | null
  /** JSON text of a `SnapshotRollout`. */
  readonly rollout: string | null
  /** JSON text: `[{"parts": …, "variant": name}]`. */
  readonly weights: string | null
  /** Null: that of the flag. */
  readonly salt: string | null
  /** Null: that of the flag. */
  readonly bucket_by: string | null
}

export type GrantFields = SharedFields & { readonly position: number }
