import type { LiveRow, Table } from '../model/rows.ts'
import type { Names } from './state.ts'

/** A table whose rows refer to others by id. */
interface Relation {
  readonly table: Table
  /** The columns that tell a row from others. */
  readonly identity: readonly string[]
  /** The columns that are its fields. */
  readonly fields: readonly string[]
  readonly order?: string
  /** What the identity means in names; ids are text. `count` remembers how often a key was seen. */
  readonly identify: (identity: readonly unknown[], names: Names, count: Map<string, number>) => Omit<LiveRow, 'fields'>
}

export const relations: readonly Relation[] = [
  {
    table: 'environment_keys',
    identity: ['env_id', 'sha256'],
    fields: ['kind', 'name'],
    identify: ([environment, sha256], names) => ({
      key: [named(names.environments, environment), String(sha256)],
      id: '',
    }),
  },
  {
    table: 'user_group_membership',
    identity: ['group_id', 'user_id'],
    fields: [],
    identify: ([group, user], names) => ({ key: [named(names.groups, group), named(names.users, user)], id: '' }),
  },
  {
    table: 'flag_dependencies',
    identity: ['child_flag_id', 'parent_flag_id'],
    fields: ['variants'],
    identify: ([child, parent], names) => ({ key: [named(names.flags, child), named(names.flags, parent)], id: '' }),
  },
  {
    table: 'flag_environments',
    identity: ['flag_id', 'env_id'],
    fields: ['is_enabled'],
    identify: ([flag, environment], names) => ({
      key: [named(names.flags, flag), named(names.environments, environment)],
      id: '',
    }),
  },
  {
    table: 'flag_rules',
    identity: ['rule_id', 'flag_id', 'env_id', 'position'],
    fields: [
      'user_keys',
      'group_names',
      'everyone',
      'condition',
      'starts_at',
      'expires_at',
      'rollout',
      'variant',
      'weights',
      'salt',
      'bucket_by',
      'reason',
    ],
    identify: ([id, flag, environment, position], names) => ({
      key: [named(names.flags, flag), named(names.environments, environment), String(position)],
      id: String(id),
    }),
  },
  {
    table: 'flag_assignments',
    identity: ['assignment_id', 'flag_id', 'env_id', 'user_id', 'group_id'],
    fields: ['expires_at', 'variant', 'position', 'reason'],
    // the second grant of one group stays the second
    order: 'ORDER BY position, assignment_id',
    identify: ([id, flag, environment, user, group], names, count) => {
      const whom = user === null ? ['group', named(names.groups, group)] : ['user', named(names.users, user)]
      const key = [named(names.flags, flag), named(names.environments, environment), ...whom]
      const grant = key.join('\0')
      const nth = count.get(grant) ?? 0
      count.set(grant, nth + 1)
      return { key: [...key, String(nth)], id: String(id) }
    },
  },
]

function named(names: ReadonlyMap<string, string>, id: unknown): string {
  return names.get(String(id)) ?? ''
}
