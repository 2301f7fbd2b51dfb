import type { Table, Value } from '../model/rows.ts'

/** What a field says when nobody has said anything; undefined: the row cannot be without. */
const values: Readonly<Partial<Record<Table, Readonly<Record<string, Value>>>>> = {
  environments: { description: null, is_protected: false, origins: null },
  environment_keys: { name: null },
  users: { user_name: null },
  user_groups: { description: null, condition: null, included_groups: [], excluded_keys: [] },
  feature_flags: {
    is_enabled: true,
    description: null,
    expires_at: null,
    owner: null,
    tags: [],
    is_client: false,
    salt: null,
    bucket_by: null,
  },
  flag_dependencies: { variants: null },
  flag_rules: { starts_at: null, expires_at: null, rollout: null, condition: null, reason: null },
  flag_assignments: { expires_at: null, reason: null },
}

/** The fields that a row of this table can be without. */
export function neutralFields(table: Table): readonly string[] {
  return known[table] ?? []
}

const known: Readonly<Partial<Record<Table, readonly string[]>>> = Object.fromEntries(
  Object.entries(values).map(([table, fields]) => [table, Object.keys(fields)]),
)

/** What a new row holds of a field that somebody else gave its value later. */
export function neutral(table: Table, field: string, later?: Value): Value | undefined {
  // a switch that somebody turned was the other way round before
  if (table === 'feature_flags' && field === 'is_enabled') return later !== true
  return values[table]?.[field]
}
