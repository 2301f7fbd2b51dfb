import { canonicalJson } from '../../../compiler/model/canonical-json.ts'
import { changedFields } from '../../../compiler/model/change.ts'
import type { Drift } from '../../../compiler/model/drift.ts'
import { type Row, type Rows, type Table, tables } from '../../../compiler/model/rows.ts'
import type { Touch } from './by-hand.ts'

/** A row as one line of text; an id that git does not give is anybody's. */
function line(table: Table, { key, fields }: Row, wanted: Rows): string {
  const given = table !== 'users' || typeof wanted.users.get(key[0] ?? '')?.fields['user_id'] === 'string'
  const shown = given ? fields : { ...fields, user_id: null }
  return `${table} ${key.join(' ')} ${canonicalJson(shown)}`
}

/** All rows as lines, without archived flags and what hangs on them. */
export function contents(rows: Rows, wanted: Rows): string[] {
  const archived = new Set(
    [...rows.feature_flags.values()].filter(({ fields }) => fields['archived'] === true).map(({ key }) => key[0]),
  )
  return tables.flatMap((table) =>
    [...rows[table].values()]
      .filter(({ key }) => !/^(?:flag_|feature_)/.test(table) || !archived.has(key[0]))
      .map((row) => line(table, row, wanted))
      .sort(),
  )
}

/** What git wants, with the drifted rows and fields as they were before the sync. */
export function withKept(wanted: Rows, drift: readonly Drift[]): Rows {
  const kept = Object.fromEntries(tables.map((table) => [table, new Map(wanted[table])])) as unknown as Record<
    Table,
    Map<string, Row>
  >
  for (const { table, key, live, fields } of drift) {
    const id = key.join('\0')
    const row = kept[table].get(id)
    if (!live) kept[table].delete(id)
    else {
      const own = Object.fromEntries(fields.map((field) => [field, live[field] ?? null]))
      kept[table].set(id, { key, fields: row ? { ...row.fields, ...own } : live })
    }
  }
  return kept
}

/**
 * The rows and fields that a sync has to report: what is neither as the last sync left it nor as git wants it, and that
 * somebody changed by hand. Of flags that git removes or has removed, nothing is asked.
 */
export function expectedDrift(base: Rows, live: Rows, wanted: Rows, touches: readonly Touch[]): Set<string> {
  const found = new Set<string>()
  for (const { table, key } of [...touches, ...touches.flatMap((one) => broughtBack(one, live))]) {
    const id = key.join('\0')
    const [was, is, shall] = [base, live, wanted].map((rows) => rows[table].get(id))
    const [flag = ''] = key
    if (/^(?:flag_|feature_)/.test(table)) {
      const archived = live.feature_flags.get(flag)?.fields['archived'] === true
      if (archived && !(base.feature_flags.has(flag) && wanted.feature_flags.has(flag))) continue
      if (table !== 'feature_flags' && base.feature_flags.has(flag) && !wanted.feature_flags.has(flag)) continue
    }
    if (!is) {
      if (was && shall) found.add(`${table} ${key.join(' ')}`)
    } else {
      const differs = (other: Row | undefined) => (field: string) =>
        !other ||
        (!(field === 'user_id' && other.fields[field] === null) &&
          changedFields({ before: { it: is.fields[field] ?? null }, after: { it: other.fields[field] ?? null } })
            .length > 0)
      const byHand = !was || Object.keys(is.fields).some((field) => differs(was)(field) && differs(shall)(field))
      const already = shall && Object.keys(is.fields).every((field) => !differs(shall)(field))
      if (byHand && !already) found.add(`${table} ${key.join(' ')}`)
    }
  }
  return found
}

/** The rows that come back with a flag that is no longer archived. */
function broughtBack({ table, key, fields }: Touch, live: Rows): Pick<Touch, 'table' | 'key'>[] {
  if (table !== 'feature_flags' || !fields.includes('archived')) return []
  return tables
    .filter((one) => one.startsWith('flag_'))
    .flatMap((one) =>
      [...live[one].values()].filter((row) => row.key[0] === key[0]).map((row) => ({ table: one, key: row.key })),
    )
}

/** Who touched the drifted fields of this row last. */
export function lastTouch(touches: readonly Touch[], { table, key, fields }: Drift): string | undefined {
  return touches.findLast(
    (one) =>
      one.table === table &&
      one.key.join('\0') === key.join('\0') &&
      (one.fields.includes('*') || one.fields.some((field) => fields.includes(field))),
  )?.actor
}
