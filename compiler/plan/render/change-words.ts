import type { PlannedChange } from '../../../schema/types.ts'
import { quote } from '../../diagnostics/prose.ts'
import { changedFields } from '../../model/change.ts'
import type { Value } from '../../model/rows.ts'
import { kindOf, partInWords } from '../subject.ts'
import { verbOf } from '../summary.ts'
import { inWords } from '../words.ts'

/** What the flag files call a field, where the database has another word. */
const written: Readonly<Record<string, string>> = {
  is_enabled: 'enabled',
  expires_at: 'expires',
  starts_at: 'starts',
  flag_type: 'type',
  is_client: 'client',
  off_variant: 'off',
  bucket_by: 'bucketBy',
  user_keys: 'users',
  group_names: 'groups',
  condition: 'when',
  weights: 'serve',
  variant: 'serve',
  included_groups: 'groups',
  excluded_keys: 'exclude',
  user_id: 'id',
  user_name: 'name',
  is_protected: 'protected',
}

/** What people would say is changed: a kind of thing and its name. */
export function thingOf({ table, key }: PlannedChange): { readonly kind: string; readonly name: string } {
  return { kind: kindOf(table), name: key[0] ?? '' }
}

/** What is done: `created`, `enabled`. */
export function doneTo(change: PlannedChange): string {
  return verbOf(rowsOf(change))
}

/** A field as the flag files call it. */
export function fieldWord(field: string): string {
  return written[field] ?? field
}

/** `rollout: 5 % → 10 %`, for each field that changes; of something new, what it says; nothing of what goes. */
export function fieldsInWords(change: PlannedChange): string[] {
  const { action, before, after } = change
  if (!after || action === 'archive') return []
  return changedFields(rowsOf(change)).flatMap((field) => {
    const [old, now] = [before?.[field], after[field] ?? null]
    if (before) return [`${fieldWord(field)}: ${valueOf(field, old)} → ${valueOf(field, now)}`]
    return isPlain(field, now) ? [] : [`${fieldWord(field)}: ${valueOf(field, now)}`]
  })
}

/** Whole minutes are what people write, and in a table there is little room. */
function valueOf(field: string, value: Value | undefined): string {
  const words = inWords(field, value)
  const isTime = field === 'rollout' || field.endsWith('_at')
  return quote(isTime ? words.replaceAll(/(\d)T(\d\d:\d\d):00\.000Z/g, '$1 $2 UTC') : words)
}

/** Not worth a line for something new. */
function isPlain(field: string, value: Value): boolean {
  return value === null || value === false || (field !== 'origins' && Array.isArray(value) && value.length === 0)
}

/**
 * What belongs to a thing, without what changes of it: `group beta-testers`, `depends on parent`.
 * @param brief that there is a condition, and not which
 */
export function partOf(change: PlannedChange, brief = false): string {
  const rows = rowsOf(change)
  const changed = rows.before && rows.after ? changedFields(rows) : []
  const condition = (rows.after ?? rows.before)?.['condition'] ?? null
  if (!brief || condition === null) return partInWords(rows, quote, changed)
  return `${partInWords(rows, quote, [...changed, 'condition'])} under its ${quote('when')}`
}

function rowsOf({ action, table, key, before, after }: PlannedChange) {
  return { action, table, key, before: before ?? undefined, after: after ?? undefined }
}
