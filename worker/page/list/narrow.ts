import { changes, type ChangeName, type Query } from './query.ts'
import type { Row } from './rows.ts'

/** So many rows fit on a page: a board of 10,000 flags is to be searched, not scrolled. */
export const pageSize = 200

/** The rows in the order that a query asks for. */
export function ordered(rows: readonly Row[], { sort }: Query): readonly Row[] {
  const at = ({ changed }: Row): number => changed?.at ?? -8.64e15
  return sort === 'key' ? rows : rows.toSorted((a, b) => at(b) - at(a))
}

/** Is a row one of those that a query asks for? */
export function fits(row: Row, { q, owner, tag, state, change }: Query, now: number): boolean {
  if (owner !== '' && row.owner !== owner) return false
  if (tag !== '' && !row.tags.includes(tag)) return false
  if (state !== '' && !row.cells.some((cell) => cell?.name === state)) return false
  if (change !== '' && !changesOf(row, now).includes(change)) return false
  const text = `${row.key} ${row.description}`.toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** The kinds of change that a row has seen or will see. */
export function changesOf({ changed, next }: Row, now: number): ChangeName[] {
  const names = Object.keys(changes) as ChangeName[]
  return names.filter((name) => {
    const { within } = changes[name]
    return within === undefined ? next !== Infinity : changed !== undefined && changed.at >= now - within
  })
}
