import type { Place } from '../source/source.ts'
import type { Row, Table, Value } from './rows.ts'

type Fields = Row['fields']

/** One row that has to change. A flag that left the flag files is archived, everything else is deleted. */
export interface Change {
  readonly action: 'create' | 'update' | 'archive' | 'delete'
  readonly table: Table
  readonly key: readonly string[]
  /** The whole row as it is; undefined when it is not there yet. */
  readonly before: Fields | undefined
  /** The whole row as it shall be; undefined when it shall go. */
  readonly after: Fields | undefined
  /** Where the flag files ask for it; undefined when they no longer mention it. */
  readonly because: Place | undefined
  /** The key the row has now, where a change gives it another. */
  readonly was?: readonly string[]
}

/** Does this change turn the master switch of a flag that is there already on? */
export function isSwitchedOn({ action, before, after }: Pick<Change, 'action' | 'before' | 'after'>): boolean {
  return action === 'update' && before?.['is_enabled'] === false && after?.['is_enabled'] === true
}

/** The fields that differ, in the order of the row; for a new or a deleted row, all of them. */
export function changedFields({ before, after }: Pick<Change, 'before' | 'after'>): string[] {
  const fields = Object.keys(after ?? before ?? {})
  return before && after ? fields.filter((field) => !sameValue(before[field] ?? null, after[field] ?? null)) : fields
}

/** Do two fields say the same? */
export function sameValue(a: Value, b: Value): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((item, index) => item === b[index])
}
