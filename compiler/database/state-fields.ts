import { canonicalJson } from '../model/canonical-json.ts'
import { jsonFields, type Row, type Table } from '../model/rows.ts'

/** Columns and their values as the fields of a row; jsonb becomes the text that the flag files give. */
export function asFields(table: Table, columns: readonly string[], values: readonly unknown[]): Row['fields'] {
  const texts = jsonFields[table]
  const fields: Record<string, unknown> = {}
  for (const [index, column] of columns.entries()) {
    const value = values[index] ?? null
    fields[column] = value !== null && texts?.includes(column) ? canonicalJson(value) : value
  }
  return fields as Row['fields']
}
