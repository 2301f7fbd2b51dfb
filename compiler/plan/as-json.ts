import { siteOf } from '../diagnostics/located.ts'
import { changedFields } from '../model/change.ts'
import type { Drift } from '../model/drift.ts'
import type { Signed } from '../model/plan.ts'

type Json = Readonly<Record<string, unknown>>

/** The changes of a plan for machines: fields as [before, after], and the place in the flag files. */
export function changesAsJson(changes: readonly Signed[]): Json[] {
  return changes.map(({ change, actor, commit }) => {
    const { action, table, key, before, after, because } = change
    return {
      action,
      table,
      key,
      fields: Object.fromEntries(
        changedFields({ before, after }).map((field) => [field, [before?.[field] ?? null, after?.[field] ?? null]]),
      ),
      because: because ? placeAsJson(because) : null,
      actor,
      commit,
    }
  })
}

function placeAsJson(place: Parameters<typeof siteOf>[0] & { readonly path: unknown }): Json {
  const { file, start } = siteOf(place)
  return { file: file.path, line: start.line, column: start.column, path: place.path }
}

/** Drift for machines: each field as [as synced, as it is now, as git wants it]. */
export function driftAsJson(drift: readonly Drift[]): Json[] {
  return drift.map(({ table, key, base, live, wanted, fields, conflicts, by }) => ({
    table,
    key,
    change: base === undefined ? 'added' : live === undefined ? 'removed' : 'changed',
    fields: Object.fromEntries(
      fields.map((field) => [field, [base?.[field] ?? null, live?.[field] ?? null, wanted?.[field] ?? null]]),
    ),
    conflicts,
    by: by ?? null,
  }))
}
