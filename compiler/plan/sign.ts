import { type Change, changedFields, sameValue } from '../model/change.ts'
import type { ByField, Part } from '../model/part.ts'
import type { Author, Signed } from '../model/plan.ts'
import type { Row } from '../model/rows.ts'
import type { Candidates } from './list-origins.ts'
import { neutral, neutralFields } from './neutral.ts'
import type { Origins } from './origins.ts'

type Fields = Row['fields']

/** Who is named when no commit explains a change: something was altered in the database by hand, and is set right. */
export const syncIdentity = 'halyard sync'

/** The fields of the flag files that may explain these changes. */
export function asked(changes: readonly Change[], origins: Origins): Map<Part, Set<string>> {
  const found = new Map<Part, Set<string>>()
  const seen = new Set<Candidates[number]>()
  const ask = (candidates: Candidates) => {
    for (const group of candidates) {
      if (seen.has(group)) continue
      if (group.length > 1) seen.add(group) // those of many rows are one
      for (const [part, field] of group) {
        const fields = found.get(part)
        if (fields) fields.add(field)
        else found.set(part, new Set([field]))
      }
    }
  }
  for (const change of changes) {
    if (change.action !== 'update') ask(origins.of(change))
    for (const field of fieldsOf(change)) ask(origins.of(change, field))
  }
  return found
}

/**
 * Signs every change with the author of what it comes from. A row that several people changed becomes a change for each,
 * in the order of their commits, with only what they changed; a row that is new is created by whoever wrote it down, and
 * then changed by those who changed it later.
 * @param revision the commit named for what no commit explains
 */
export function sign(
  changes: readonly Change[],
  origins: Origins,
  authors: ByField<Author>,
  revision: string,
): Signed[] {
  const nobody: Author = { actor: syncIdentity, commit: revision, order: Number.MAX_SAFE_INTEGER }
  const authorOf = (change: Change, field?: string) => explained(origins.of(change, field), authors)
  return changes.flatMap((change) => {
    if (change.action === 'update') return updates(change, change.before as Fields, changedFields(change))
    const author = authorOf(change) ?? nobody
    if (change.action !== 'create') return [signed(change, author)]
    const later = fieldsOf(change).filter((field) => (authorOf(change, field)?.order ?? 0) > author.order)
    if (later.length === 0) return [signed(change, author)]
    const first: Fields = { ...change.after, ...neutrals(change, later) }
    return [signed({ ...change, after: first }, author), ...updates({ ...change, action: 'update' }, first, later)]
  })

  function updates(change: Change, before: Fields, fields: readonly string[]): Signed[] {
    const byCommit = Map.groupBy(fields, (field) => authorOf(change, field) ?? nobody)
    const groups = [...Map.groupBy(byCommit, ([author]) => `${author.order} ${author.commit}`).values()]
    const steps: Signed[] = []
    let row = before
    for (const group of groups.sort((a, b) => orderOf(a) - orderOf(b))) {
      const changed = group.flatMap(([, names]) => names)
      const after = { ...row, ...Object.fromEntries(changed.map((field) => [field, change.after?.[field] ?? null])) }
      steps.push(signed({ ...change, before: row, after }, (group[0] as (typeof group)[number])[0]))
      row = after
    }
    return steps
  }
}

/** The fields that may have an author of their own: of a new row, those it could have been without. */
function fieldsOf(change: Change): readonly string[] {
  const { action, table, after } = change
  if (action === 'update') return changedFields(change)
  if (action !== 'create' || !after) return []
  return neutralFields(table).filter(
    (field) => !sameValue(after[field] ?? null, neutral(table, field, after[field]) ?? null),
  )
}

function orderOf([first]: readonly (readonly [Author, unknown])[]): number {
  return first?.[0].order ?? 0
}

function signed(change: Change, { actor, commit, order }: Author): Signed {
  return { change, actor, commit, order }
}

function neutrals({ table, after }: Change, fields: readonly string[]): Record<string, Fields[string]> {
  return Object.fromEntries(fields.map((field) => [field, neutral(table, field, after?.[field])!]))
}

/** The newest author of the first group of origins that has one. */
function explained(candidates: Candidates, authors: ByField<Author>): Author | undefined {
  for (const group of candidates) {
    let newest: Author | undefined
    for (const [part, field] of group) {
      const author = authors.get(part)?.get(field)
      if (author && (newest === undefined || author.order > newest.order)) newest = author
    }
    if (newest) return newest
  }
  return undefined
}
