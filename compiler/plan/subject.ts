import type { Change } from '../model/change.ts'
import type { Table, Value } from '../model/rows.ts'
import { inWords } from './words.ts'

type Named = Pick<Change, 'table' | 'key' | 'before' | 'after'>

const kinds: Readonly<Partial<Record<Table, string>>> = {
  environments: 'environment',
  users: 'user',
  user_groups: 'group',
  feature_flags: 'flag',
}

/** Is a row of this table a thing of its own, and not a part of one? */
export function isThing(table: Table): boolean {
  return kinds[table] !== undefined
}

/** The thing that a row belongs to: `flag new-checkout`. */
export function subjectOf({ table, key: [first = ''] }: Pick<Change, 'table' | 'key'>): string {
  if (table === 'user_group_membership') return `group ${first}`
  if (table === 'environment_keys') return `environment ${first}`
  return `${kinds[table] ?? 'flag'} ${first}`
}

/** A row that is a part of something: `production: group beta-testers until 2027-01-31T00:00:00Z`. */
export function describePart({ table, key, before, after }: Named): string {
  const [, second = '', kind = '', name = ''] = key
  const fields = after ?? before ?? {}
  switch (table) {
    case 'environment_keys':
      return `${String(fields['kind'])} key ${second.slice(0, 12)}${fields['name'] == null ? '' : ` of ${inWords('name', fields['name'])}`}`
    case 'user_group_membership':
      return `member ${second}`
    case 'flag_dependencies':
      return `depends on ${second}`
    case 'flag_environments':
      return fields['is_enabled'] === true ? `nobody assigned in ${second}` : `disabled in ${second}`
    case 'flag_assignments':
      return `${second}: ${kind} ${name}${conditions(fields)}`
    default:
      return `${second}: ${audience(fields)}${conditions(fields)}`
  }
}

function audience(fields: Readonly<Record<string, Value>>): string {
  if (fields['everyone'] === true) return 'everyone'
  const list = (field: string) => (fields[field] as readonly string[] | undefined) ?? []
  return [...list('user_keys').map((key) => `user ${key}`), ...list('group_names').map((key) => `group ${key}`)].join(
    ', ',
  )
}

/** What a line says of an assignment, in this order. */
const said = [
  ['condition', 'when '],
  ['rollout', ''],
  ['variant', 'serves '],
  ['weights', 'serves '],
  ['starts_at', 'from '],
  ['expires_at', 'until '],
] as const

function conditions(fields: Readonly<Record<string, Value>>): string {
  return said.map(([field, word]) => (fields[field] == null ? '' : ` ${word}${inWords(field, fields[field])}`)).join('')
}
