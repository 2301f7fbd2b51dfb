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

/** The rows that a row refers to and that are not among the rows. */
export function missingReferences(
  table: Table,
  key: readonly string[],
  rows: Rows,
): { table: Table; key: readonly string[] }[] {
  const named: (Table | undefined)[] = [...(references[table] ?? [])]
  if (table === 'flag_assignments') named[3] = key[2] === 'user' ? 'users' : 'user_groups'
  return [...named.entries()].flatMap(([index, target]) => {
    const name = key[index] ?? ''
    return target === undefined || rows[target].has(name) ? [] : [{ table: target, key: [name] }]
  })
}
