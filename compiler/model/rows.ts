import type { Place } from '../source/source.ts'

/** The tables that git decides about, in the order rows are created. */
export const tables = [
  'environments',
  'environment_keys',
  'users',
  'user_groups',
  'user_group_membership',
  'feature_flags',
  'flag_dependencies',
  'flag_environments',
  'flag_rules',
  'flag_assignments',
] as const

export type Table = (typeof tables)[number]

export type Value = string | number | boolean | null | readonly string[]

/** Fields that are canonical JSON text here, and jsonb in a database. */
export const jsonFields: Readonly<Partial<Record<Table, readonly string[]>>> = {
  user_groups: ['condition'],
  feature_flags: ['variants'],
  flag_rules: ['condition', 'rollout', 'weights'],
}

/**
 * A row as people know it: by names, without numbers of the database's own. Instants are milliseconds since
 * 1970-01-01T00:00:00Z. What each table's fields are is `FieldsOf`.
 */
export interface Row {
  /** The names that tell this row from every other of its table. */
  readonly key: readonly string[]
  readonly fields: Readonly<Record<string, Value>>
}

/** What a database holds, or should hold: for each table its rows by `keyOf`. */
export type Rows<R extends Row = Row> = Readonly<Record<Table, ReadonlyMap<string, R>>>

/** A wanted row, and the place in the flag files it comes from. */
export interface WantedRow extends Row {
  readonly because: Place
}

/** A row as a database holds it. */
export interface LiveRow extends Row {
  /** The number the database gave it; empty for a table whose rows have none. */
  readonly id: string
}

export function keyOf(row: Row): string {
  return row.key.join('\0')
}

/** Empty tables to fill. */
export function emptyRows<R extends Row>(): Record<Table, Map<string, R>> {
  return {
    environments: new Map(),
    environment_keys: new Map(),
    users: new Map(),
    user_groups: new Map(),
    user_group_membership: new Map(),
    feature_flags: new Map(),
    flag_dependencies: new Map(),
    flag_environments: new Map(),
    flag_rules: new Map(),
    flag_assignments: new Map(),
  }
}
