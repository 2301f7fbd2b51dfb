import { changedFields } from '../model/change.ts'
import type { Row, Rows, Table } from '../model/rows.ts'

/** Fields for people: nothing that is answered depends on them. */
const prose = new Set(['description', 'owner', 'tags', 'reason'])

/** The keys of rows that are new, gone, or may make another answer than before. */
export function* changedRows(before: Rows, after: Rows, table: Table): Generator<Row['key']> {
  for (const [id, row] of after[table]) {
    const old = before[table].get(id)
    if (old !== row && !(old && answersAlike(old, row))) yield row.key
  }
  for (const [id, { key }] of before[table]) if (!after[table].has(id)) yield key
}

function answersAlike(before: Row, after: Row): boolean {
  return changedFields({ before: before.fields, after: after.fields }).every((field) => prose.has(field))
}
