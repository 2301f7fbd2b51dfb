import { changedFields } from '../model/change.ts'
import type { Drift } from '../model/drift.ts'
import { emptyRows, type LiveRow, type Row, type Rows, type Table, tables, type WantedRow } from '../model/rows.ts'
import { withId } from './diff.ts'
import type { Place } from '../source/source.ts'
import { mergeFields } from './merge-fields.ts'
import { listOfKey, sameLists } from '../model/same-lists.ts'
import { missingReferences } from './references.ts'
import { renumber } from './renumber.ts'
import { takenIds } from './taken-ids.ts'

type Fields = Row['fields']

/** Three states of a database, and what becomes of them. */
export interface Reconciled {
  /** What the flag files want, with what was changed by hand and not touched by git since left as it is. */
  readonly goal: Rows<WantedRow>
  readonly drift: readonly Drift[]
}

/**
 * Compares what the last sync left, what the database holds, and what the flag files want, field by field. What was changed
 * outside of git and is not touched by git since is kept; where both changed the same thing, it is a conflict, and the
 * goal holds what the flag files want.
 * @param base the rows that the last sync left
 */
export function reconcile(base: Rows, live: Rows<LiveRow>, wanted: Rows<WantedRow>): Reconciled {
  const goal = emptyRows<WantedRow>()
  const drift: Drift[] = []
  for (const table of tables) {
    const ids = new Set([...wanted[table].keys(), ...base[table].keys(), ...live[table].keys()])
    for (const id of ids) {
      const three = {
        base: rowOf(base[table].get(id), live[table].get(id)),
        live: live[table].get(id),
        wanted: wanted[table].get(id),
      }
      const found = isAside(table, three, { base, live, wanted }) ? undefined : driftOf(table, three)
      if (found) drift.push(found)
      const kept = found && found.conflicts.length === 0 ? keptRow(found, three) : three.wanted
      if (kept) goal[table].set(id, kept)
    }
  }
  const known = withClashes(goal, withoutSameLists(goal, drift, live, wanted), wanted)
  if (drift.some(({ table }) => table === 'flag_assignments')) renumber(goal.flag_assignments)
  return { goal, drift: known }
}

interface Three {
  readonly base: Row | undefined
  readonly live: LiveRow | undefined
  readonly wanted: WantedRow | undefined
}

function rowOf(base: Row | undefined, live: Row | undefined): Row | undefined {
  return base && live && 'user_id' in base.fields ? { ...base, fields: withId(base.fields, live.fields) } : base
}

/**
 * An archived flag that git removed counts as gone, with all that hangs on it: git decides whether it comes back. Rows of a
 * flag that git removes stay as they are, whoever wrote them.
 */
function isAside(table: Table, { live, base, wanted }: Three, all: { base: Rows; live: Rows; wanted: Rows }): boolean {
  const flag = (live ?? wanted ?? base)?.key[0] ?? ''
  if (!table.startsWith('flag_') && table !== 'feature_flags') return false
  const isArchived = all.live.feature_flags.get(flag)?.fields['archived'] === true
  if (isArchived && !(all.base.feature_flags.has(flag) && all.wanted.feature_flags.has(flag))) return true
  return table !== 'feature_flags' && !all.wanted.feature_flags.has(flag) && all.base.feature_flags.has(flag)
}

function driftOf(table: Table, { base, live, wanted }: Three): Drift | undefined {
  const key = (live ?? base)?.key
  if (!key) return undefined
  const want = wanted && table === 'users' ? withId(wanted.fields, live?.fields) : wanted?.fields
  const states = { base: base?.fields, live: live?.fields, wanted: want }
  const changed = differing(states.base, states.live)
  const fields = changed.filter((field) => !same(field, states.live, want) && !isLeftToGit(table, field, base))
  const [wasThere, isThere, shallBe] = [states.base, states.live, states.wanted].map((one) => one !== undefined)
  if (wasThere === isThere && changed.length === 0) return undefined
  if (isThere === shallBe && (fields.length === 0 || !isThere)) return undefined
  return { table, key, ...states, fields, conflicts: conflictsOf(table, states, fields), by: undefined }
}

/** Whoever made an environment by hand could not know where git would put it among the others. */
function isLeftToGit(table: Table, field: string, base: Row | undefined): boolean {
  return table === 'environments' && field === 'position' && base === undefined
}

interface States {
  readonly base: Fields | undefined
  readonly live: Fields | undefined
  readonly wanted: Fields | undefined
}

function differing(before: Fields | undefined, after: Fields | undefined): string[] {
  return before || after ? changedFields({ before, after }) : []
}

function same(field: string, a: Fields | undefined, b: Fields | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    differing({ [field]: a[field] ?? null }, { [field]: b[field] ?? null }).length === 0
  )
}

/** What git has changed as well; for a row that came or went, all of it. */
function conflictsOf(table: Table, { base, live, wanted }: States, fields: readonly string[]): string[] {
  const byGit = differing(base, wanted)
  if (base && live && wanted) return mergeFields(table, fields, byGit, live, wanted).conflicts
  const untouched = (base === undefined) === (wanted === undefined) && byGit.length === 0
  return untouched ? [] : whole(fields)
}

/** All of a row, also of one without fields. */
function whole(fields: readonly string[]): string[] {
  return fields.length > 0 ? [...fields] : ['exists']
}

function keptRow({ fields, live }: Drift, { live: row, wanted }: Three): WantedRow | undefined {
  if (!live || !row) return undefined
  if (!wanted) return { key: row.key, fields: live, because: nowhere }
  const kept = Object.fromEntries(fields.map((field) => [field, live[field] ?? null]))
  return { ...wanted, fields: { ...wanted.fields, ...kept } }
}

/** A row that no flag file asks for. */
const nowhere: Place = { file: { path: '', text: '' }, path: [], on: 'value' }

/** A list that says in the database what git wants by now is no drift, however hands have numbered it. */
function withoutSameLists(
  goal: Record<Table, Map<string, WantedRow>>,
  drift: readonly Drift[],
  live: Rows,
  wanted: Rows<WantedRow>,
): readonly Drift[] {
  const isListed = ({ table }: Drift) => table === 'flag_rules' || table === 'flag_assignments'
  const same = sameLists(live, wanted, new Set(drift.filter(isListed).map(({ key }) => listOfKey(key))))
  if (same.size === 0) return drift
  const isSame = (one: Drift) => isListed(one) && same.has(listOfKey(one.key))
  for (const { table, key } of drift.filter(isSame)) restore(goal, wanted, table, key)
  return drift.filter((one) => !isSame(one))
}

/** The goal holds what the flag files want. */
function restore(
  goal: Record<Table, Map<string, WantedRow>>,
  wanted: Rows<WantedRow>,
  table: Table,
  key: readonly string[],
): void {
  const id = key.join('\0')
  const row = wanted[table].get(id)
  if (row) goal[table].set(id, row)
  else goal[table].delete(id)
}

/**
 * What is kept must not hang on what git removes, nor what git wants on what was removed by hand; and no id is held by two.
 */
function withClashes(
  goal: Record<Table, Map<string, WantedRow>>,
  drift: readonly Drift[],
  wanted: Rows<WantedRow>,
): Drift[] {
  const kept = new Map(
    drift.filter(({ conflicts }) => conflicts.length === 0).map((one) => [idOf(one.table, one.key), one]),
  )
  const clashing = new Set(takenIds(goal.users, kept.values()))
  for (const table of tables)
    for (const row of goal[table].values())
      for (const missing of missingReferences(table, row.key, goal)) {
        const clash = kept.get(idOf(table, row.key)) ?? kept.get(idOf(missing.table, missing.key))
        if (clash) clashing.add(clash)
      }
  for (const { table, key } of clashing) restore(goal, wanted, table, key)
  return drift.map((one) => (clashing.has(one) ? { ...one, conflicts: whole(one.fields) } : one))
}

function idOf(table: Table, key: readonly string[]): string {
  return [table, ...key].join('\0')
}
