import type { Drift } from '../model/drift.ts'
import { keyOf, tables } from '../model/rows.ts'
import { attempt } from './attempt.ts'
import type { Compile, Head } from './head.ts'
import { Run, type Unit } from './run.ts'
import { listOfKey } from '../model/same-lists.ts'
import { isGone } from './target.ts'
import { quote } from '../diagnostics/prose.ts'

/** What cannot be written into the flag files, and why, in one sentence. */
export interface Left {
  readonly drift: Drift
  readonly why: string
}

export interface Adoption {
  /** The new text of each file that changes; undefined for a file that goes. */
  readonly files: ReadonlyMap<string, string | undefined>
  readonly adopted: readonly Drift[]
  readonly left: readonly Left[]
}

/**
 * Writes what was changed in the database by hand into the flag files, in the places where it belongs; all else in them
 * stays as it is. The files are compiled again, and what is adopted is exactly what they want then.
 * @param head the flag files as the commit holds them
 * @param folder the flags folder as the paths of the files show it, or the one file there is
 */
export function adopt(head: Head, drift: readonly Drift[], folder: string, compile: Compile): Adoption {
  const left: Left[] = []
  const candidates = drift.filter((one) => {
    const why = reasonAgainst(one, head)
    if (why !== undefined) left.push({ drift: one, why })
    return why === undefined
  })
  const run = new Run((some) => attempt(head, some, folder, compile), head)
  run.take(unitsOf(candidates))
  for (const [unit, why] of run.failed) left.push(...unit.map((one) => ({ drift: one, why })))
  return { files: changedTexts(head, run.now), adopted: drift.filter((one) => run.adopted.has(one)), left }
}

/** Some of it is no question of what can be written. */
function reasonAgainst(drift: Drift, { rows }: Head): string | undefined {
  const { table, key, base, live, conflicts } = drift
  if (conflicts.length > 0) return `git has changed this since the last sync, too: ${conflicts.join(', ')}`
  const isWanted = rows[table].has(keyOf({ key, fields: {} }))
  if (base && !isWanted && !isGone(drift)) return 'git has removed this since the last sync'
  const isListed = table === 'flag_rules' || table === 'flag_assignments'
  if (isListed && live && rows.flag_environments.get(listOfKey(key))?.fields['is_enabled'] === false)
    return `${quote(key[0] ?? '')} is switched off in ${quote(key[1] ?? '')}, where the flag files keep a list of their own for later`
  return undefined
}

/** What stands and falls together: a flag that goes, a list of which a rule changed, a group with its members, else a row. */
function unitsOf(drift: readonly Drift[]): Unit[] {
  const gone = new Set(drift.filter((one) => one.table === 'feature_flags' && isGone(one)).map(({ key }) => key[0]))
  const ruled = new Set(drift.filter(({ table }) => table === 'flag_rules').map(({ key }) => listOfKey(key)))
  const unitOf = ({ table, key }: Drift): string => {
    if (/^(flag|feature)_/.test(table) && gone.has(key[0])) return `flag\0${key[0]}`
    if (table === 'user_groups' || table === 'user_group_membership') return `group\0${key[0]}`
    const isListed = table === 'flag_rules' || table === 'flag_assignments'
    return isListed && ruled.has(listOfKey(key)) ? `list\0${listOfKey(key)}` : [table, ...key].join('\0')
  }
  const units = new Map<string, Drift[]>()
  for (const one of drift.toSorted((a, b) => tables.indexOf(a.table) - tables.indexOf(b.table))) {
    const unit = units.get(unitOf(one))
    if (unit) unit.push(one)
    else units.set(unitOf(one), [one])
  }
  return [...units.values()]
}

function changedTexts(before: Head, after: Head): Map<string, string | undefined> {
  const [old, fresh] = [before, after].map(({ files }) => new Map(files.map(({ path, text }) => [path, text])))
  const paths = new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])
  return new Map(
    [...paths]
      .filter((path) => old?.get(path) !== fresh?.get(path))
      .sort()
      .map((path) => [path, fresh?.get(path)]),
  )
}
