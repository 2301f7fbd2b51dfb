import type { Row, Rows, Table } from '../model/rows.ts'
import { changedFields } from '../model/change.ts'
import type { YamlMap } from '../source/edit.ts'
import { mapOf } from './fields.ts'
import type { Head } from './head.ts'
import type { Home, Homes } from './homes.ts'
import type { Pages } from './pages.ts'
import type { Target } from './target.ts'

/** What an edit works with. */
export interface Desk {
  readonly head: Head
  readonly target: Target
  readonly pages: Pages
  readonly homes: Homes
}

/** A row that differs: what the files want, and what they shall want. */
export interface Difference {
  readonly key: readonly string[]
  readonly before: Row['fields'] | undefined
  readonly after: Row['fields'] | undefined
}

type Fields = Row['fields']

/** The rows of a table that differ between what the files want and what they shall want. */
export function differencesIn({ head, target }: Desk, table: Table): Difference[] {
  return differences(head.rows[table], target.rows[table])
}

export function differences(before: Rows[Table], after: Rows[Table]): Difference[] {
  const found: Difference[] = []
  for (const [id, { key, fields }] of after) {
    const old = before.get(id)?.fields
    if ((old !== fields && changedFields({ before: old, after: fields }).length > 0) || !old)
      found.push({ key, before: old, after: fields })
  }
  for (const [id, { key, fields }] of before) if (!after.has(id)) found.push({ key, before: fields, after: undefined })
  return found
}

/** Differences by the first part of their key, then the second: the fields there shall be. */
export function byFirst(found: readonly Difference[]): Map<string, Map<string, Fields | undefined>> {
  const all = new Map<string, Map<string, Fields | undefined>>()
  for (const {
    key: [first = '', second = ''],
    after,
  } of found) {
    const known = all.get(first) ?? new Map<string, Fields | undefined>()
    all.set(first, known.set(second, after))
  }
  return all
}

/** Writes a thing anew from what is written of it. */
export function write({ pages }: Desk, { file, path }: Home, change: (written: YamlMap) => YamlMap): void {
  const written = mapOf(pages.get(file, path))
  const after = change(written)
  if (after !== written || pages.get(file, path) === undefined) pages.set(file, path, after)
}
