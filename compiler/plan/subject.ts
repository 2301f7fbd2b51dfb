import type { Change } from '../model/change.ts'
import type { Table, Value } from '../model/rows.ts'
import { inWords } from './words.ts'

type Named = Pick<Change, 'table' | 'key' | 'before' | 'after'>
type Fields = Readonly<Record<string, Value>>
type Show = (text: string) => string

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

/** What kind of thing a row belongs to. */
export function kindOf(table: Table): string {
  if (table === 'user_group_membership') return 'group'
  return table === 'environment_keys' ? 'environment' : (kinds[table] ?? 'flag')
}

/** The thing that a row belongs to: `flag new-checkout`. */
export function subjectOf({ table, key: [first = ''] }: Pick<Change, 'table' | 'key'>): string {
  return `${kindOf(table)} ${first}`
}

/** The environment that a part of a flag is about; undefined: all of them. */
export function environmentOf({ table, key }: Pick<Change, 'table' | 'key'>): string | undefined {
  return table === 'flag_environments' || table === 'flag_rules' || table === 'flag_assignments' ? key[1] : undefined
}

/** A row that is a part of something: `production: group beta-testers until 2027-01-31T00:00:00Z`. */
export function describePart(named: Named): string {
  const environment = environmentOf(named)
  return environment === undefined ? partInWords(named) : `${environment}: ${partInWords(named)}`
}

/**
 * The same without the environment.
 * @param show how a name or a value stands in the sentence
 * @param left fields that nothing is said about
 */
export function partInWords(
  { table, key, before, after }: Named,
  show = (text: string): string => text,
  left: readonly string[] = [],
): string {
  const [, second = '', kind = '', name = ''] = key
  const fields = after ?? before ?? {}
  const said = conditions(fields, show, left)
  switch (table) {
    case 'environment_keys': {
      const owner = fields['name'] == null ? '' : ` of ${show(inWords('name', fields['name']))}`
      return `${String(fields['kind'])} key ${show(second.slice(0, 12))}${owner}`
    }
    case 'user_group_membership':
      return `member ${show(second)}`
    case 'flag_dependencies':
      return `depends on ${show(second)}`
    case 'flag_environments':
      return fields['is_enabled'] === true ? 'nobody assigned' : 'disabled'
    case 'flag_assignments':
      return `${kind} ${show(name)}${said}`
    default:
      return `${audience(fields, show)}${said}`
  }
}

function audience(fields: Fields, show: Show): string {
  if (fields['everyone'] === true) return 'everyone'
  const named = (kind: string, field: string) =>
    ((fields[field] as readonly string[] | undefined) ?? []).map((key) => `${kind} ${show(key)}`)
  return [...named('user', 'user_keys'), ...named('group', 'group_names')].join(', ')
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

function conditions(fields: Fields, show: Show, left: readonly string[]): string {
  return said
    .filter(([field]) => fields[field] != null && !left.includes(field))
    .map(([field, word]) => ` ${word}${show(inWords(field, fields[field]))}`)
    .join('')
}
