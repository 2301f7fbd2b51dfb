import type { Change } from '../model/change.ts'
import { jsonFields, type Row, type Table } from '../model/rows.ts'
import { keyNames } from './statements.ts'

/** A change as the statements read it: its id, the parts of its key by name, and its columns. */
export function recordOf(change: Change, id: string | null): Record<string, unknown> {
  const record: Record<string, unknown> = { id }
  for (const [index, name] of keyNames[change.table].entries()) record[name] = change.key[index]
  for (const [field, value] of Object.entries(change.after ?? {})) record[field] = asColumn(change.table, field, value)
  return record
}

function asColumn(table: Table, field: string, value: Row['fields'][string] | undefined): unknown {
  if (field.endsWith('_at') && typeof value === 'number') return new Date(value).toISOString()
  // JSON text in a plan; as JSON of its own, the database takes it as it is
  return typeof value === 'string' && jsonFields[table]?.includes(field) ? JSON.parse(value) : value
}
