import { readState } from '../database/state.ts'
import type { Queries } from '../database/store.ts'
import type { Change } from '../model/change.ts'
import { type LiveRow, type Rows, tables } from '../model/rows.ts'

/** From so many new rows on, they are counted and not read again: a first load is read by nobody before it commits. */
const countedFrom = 50_000

/**
 * What a plan left undone, as `table name`, or undefined: what triggers, rules or collations made of the writes counts, not
 * what was meant.
 */
export async function remainder(
  queries: Queries,
  diff: (live: Rows<LiveRow>) => readonly Change[],
  live: Rows<LiveRow>,
  changes: readonly Change[],
): Promise<string | undefined> {
  if (changes.length >= countedFrom && changes.every(({ action }) => action === 'create'))
    return miscounted(queries, live, changes)
  const [left] = diff(await readState(queries))
  return left && `${left.table} ${left.key.join(' ')}`
}

async function miscounted(
  queries: Queries,
  live: Rows<LiveRow>,
  changes: readonly Change[],
): Promise<string | undefined> {
  const counts = tables.map((table) => `(SELECT count(*)::integer FROM ${table}) AS ${table}`)
  const [found] = await queries.query<Record<string, number>>(`SELECT ${counts.join(', ')}`)
  const expected = new Map<string, number>(tables.map((table) => [table, live[table].size]))
  for (const { table } of changes) expected.set(table, (expected.get(table) ?? 0) + 1)
  const wrong = tables.find((table) => found?.[table] !== expected.get(table))
  return wrong && `${wrong} (${found?.[wrong]} rows, not ${expected.get(wrong)})`
}
