import type { PlannedChange, PlanRow } from '../../../schema/types.ts'
import { quote } from '../../diagnostics/prose.ts'
import { changedFields, isSwitchedOn } from '../../model/change.ts'
import type { Value } from '../../model/rows.ts'
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

const subjects: Readonly<Record<PlannedChange['table'], string>> = {
  environments: 'environment',
  environment_keys: 'environment',
  users: 'user',
  user_groups: 'group',
  user_group_membership: 'group',
  feature_flags: 'flag',
  flag_dependencies: 'flag',
  flag_environments: 'flag',
  flag_rules: 'flag',
  flag_assignments: 'flag',
}

/** What people would say is changed: a kind of thing and its name. */
export function subjectOf({ table, key }: PlannedChange): { readonly kind: string; readonly name: string } {
  return { kind: subjects[table], name: key[0] ?? '' }
}

/** The environment a change of a flag is about; undefined: all of them. */
export function environmentOf({ table, key }: PlannedChange): string | undefined {
  return table === 'flag_environments' || table === 'flag_rules' || table === 'flag_assignments' ? key[1] : undefined
}

/** Is this the thing itself, and not something that belongs to it? */
export function isItself({ table }: PlannedChange): boolean {
  return table === 'environments' || table === 'users' || table === 'user_groups' || table === 'feature_flags'
}

export function verbOf(change: PlannedChange): string {
  if (isSwitchedOn(asChange(change))) return 'enabled'
  return { create: 'new', update: 'updated', archive: 'archived', delete: 'removed' }[change.action]
}

/** A field as the flag files call it. */
export function fieldWord(field: string): string {
  return written[field] ?? field
}

/** `rollout: 5 % → 10 %`, for each field that changes; of something new, what it says; nothing of what goes. */
export function fieldsInWords(change: PlannedChange): string[] {
  const { action, before, after } = change
  if (!after || action === 'archive') return []
  return changedFields(asChange(change)).flatMap((field) => {
    const [old, now] = [before?.[field], after[field] ?? null]
    if (before) return [`${fieldWord(field)}: ${quote(inWords(field, old))} → ${quote(inWords(field, now))}`]
    return isPlain(now) ? [] : [`${fieldWord(field)}: ${quote(inWords(field, now))}`]
  })
}

/** Not worth a line for something new. */
function isPlain(value: Value): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0)
}

/** What belongs to a thing, without the thing's own name and without what changes of it: `group beta`, `depends on parent`. */
export function partInWords(change: PlannedChange): string {
  const { table, key, before, after } = change
  const [, second = '', kind = '', name = ''] = key
  const fields = after ?? before ?? {}
  const changed = before && after ? changedFields(asChange(change)) : []
  switch (table) {
    case 'environment_keys':
      return `${text(fields['kind'])} key ${quote(second.slice(0, 12))}`
    case 'user_group_membership':
      return `member ${quote(second)}`
    case 'flag_dependencies':
      return `depends on ${quote(second)}`
    case 'flag_environments':
      return fields['is_enabled'] === true ? 'nobody assigned' : 'disabled here'
    case 'flag_assignments':
      return `${kind} ${quote(name)}${conditionsOf(fields, changed)}`
    default:
      return `${audienceOf(fields)}${conditionsOf(fields, changed)}`
  }
}

function audienceOf(fields: PlanRow): string {
  if (fields['everyone'] === true) return 'everyone'
  return ['user', 'group']
    .flatMap((kind) =>
      list(fields[kind === 'user' ? 'user_keys' : 'group_names']).map((key) => `${kind} ${quote(key)}`),
    )
    .join(', ')
}

const said = [
  ['condition', 'when '],
  ['rollout', ''],
  ['variant', 'serves '],
  ['weights', 'serves '],
  ['starts_at', 'from '],
  ['expires_at', 'until '],
] as const

function conditionsOf(fields: PlanRow, changed: readonly string[]): string {
  return said
    .filter(([field]) => (fields[field] ?? null) !== null && !changed.includes(field))
    .map(([field, word]) => ` ${word}${quote(inWords(field, fields[field]))}`)
    .join('')
}

function list(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value : []
}

function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : ''
}

function asChange({ action, table, key, before, after }: PlannedChange) {
  return { action, table, key, before: before ?? undefined, after: after ?? undefined, because: undefined, parts: [] }
}
