import type { LiveRow, Row, Table } from '../model/rows.ts'
import type { Names } from './state.ts'

/** A table whose rows refer to others by id. */
interface Relation {
  readonly table: Table
  /** What is read; ids as text, instants as milliseconds since 1970. */
  readonly columns: string
  readonly order?: string
  /** `count` remembers how often a key was seen. */
  readonly read: (values: readonly unknown[], names: Names, count: Map<string, number>) => LiveRow
}

const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

export const relations: readonly Relation[] = [
  {
    table: 'user_group_membership',
    columns: 'group_id::text, user_id::text',
    read: ([group, user], names) => ({
      key: [named(names.groups, group), named(names.users, user)],
      id: '',
      fields: {},
    }),
  },
  {
    table: 'flag_dependencies',
    columns: 'child_flag_id::text, parent_flag_id::text, variants',
    read: ([child, parent, variants], names) => ({
      key: [named(names.flags, child), named(names.flags, parent)],
      id: '',
      fields: fields({ variants }),
    }),
  },
  {
    table: 'flag_environments',
    columns: 'flag_id::text, env_id::text, is_enabled',
    read: ([flag, environment, is_enabled], names) => ({
      key: [named(names.flags, flag), named(names.environments, environment)],
      id: '',
      fields: fields({ is_enabled }),
    }),
  },
  {
    table: 'flag_rules',
    columns: `rule_id::text, flag_id::text, env_id::text, position, user_keys, group_names, everyone,
      ${milliseconds('starts_at')}, ${milliseconds('expires_at')}, variant, reason`,
    read: (values, names) => {
      const [
        id,
        flag,
        environment,
        position,
        user_keys,
        group_names,
        everyone,
        starts_at,
        expires_at,
        variant,
        reason,
      ] = values
      return {
        key: [named(names.flags, flag), named(names.environments, environment), String(position)],
        id: String(id),
        fields: fields({ user_keys, group_names, everyone, starts_at, expires_at, variant, reason }),
      }
    },
  },
  {
    table: 'flag_assignments',
    columns: `assignment_id::text, flag_id::text, env_id::text, user_id::text, group_id::text,
      ${milliseconds('expires_at')}, variant, position, reason`,
    // the second grant of one group stays the second
    order: 'ORDER BY position, assignment_id',
    read: (values, names, count) => {
      const [id, flag, environment, user, group, expires_at, variant, position, reason] = values
      const whom = user === null ? ['group', named(names.groups, group)] : ['user', named(names.users, user)]
      const key = [named(names.flags, flag), named(names.environments, environment), ...whom]
      const grant = key.join('\0')
      const nth = count.get(grant) ?? 0
      count.set(grant, nth + 1)
      return { key: [...key, String(nth)], id: String(id), fields: fields({ expires_at, variant, position, reason }) }
    },
  },
]

function named(names: ReadonlyMap<string, string>, id: unknown): string {
  return names.get(String(id)) ?? ''
}

function fields(values: Readonly<Record<string, unknown>>): Row['fields'] {
  return values as Row['fields']
}
