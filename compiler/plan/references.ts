import type { Rows, Table } from '../model/rows.ts'

/** The tables that the parts of a key name rows of, in the order of the key. */
const references: Readonly<Partial<Record<Table, readonly Table[]>>> = {
  environment_keys: ['environments'],
  user_group_membership: ['user_groups', 'users'],
  flag_dependencies: ['feature_flags', 'feature_flags'],
  flag_environments: ['feature_flags', 'environments'],
  flag_rules: ['feature_flags', 'environments'],
  flag_assignments: ['feature_flags', 'environments'],
}

/** The first row that a row refers to and that is not among the rows; undefined when all are. */
export function missingReference(
  table: Table,
  key: readonly string[],
  rows: Rows,
): { table: Table; key: readonly string[] } | undefined {
  for (const [index, target] of (references[table] ?? []).entries())
    if (!rows[target].has(key[index] ?? '')) return { table: target, key: [key[index] ?? ''] }
  if (table !== 'flag_assignments') return undefined
  const whom = key[2] === 'user' ? 'users' : 'user_groups'
  return rows[whom].has(key[3] ?? '') ? undefined : { table: whom, key: [key[3] ?? ''] }
}
