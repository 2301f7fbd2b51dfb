import { type Change, changedFields } from '../model/change.ts'
import type { Origin, Part } from '../model/part.ts'

/** Groups of origins; the first group that any commit changed explains a change. */
export type Candidates = readonly (readonly Origin[])[]

const fieldOf: Readonly<Record<string, string>> = {
  user_keys: 'users',
  group_names: 'groups',
  condition: 'when',
  starts_at: 'starts',
  expires_at: 'expires',
  variant: 'serve',
  weights: 'serve',
  bucket_by: 'bucketBy',
}

/** Whatever of these changes makes a grant a rule, or a rule a grant: one row goes, another comes. */
const making = ['starts', 'rollout', 'when', 'serve', 'everyone', 'users', 'groups']

/** An assignment that was edited and moved may look like a new one from one end of the range to the other. */
const moving = ['position', 'expires', 'reason', 'salt', 'bucketBy']

/** Whatever of these changes makes a grant of a rule: it was none before, so nobody can have changed its row by hand. */
const loosening = ['starts', 'rollout', 'when', 'everyone']

const audience = new Set(['user_keys', 'group_names', 'everyone', 'condition'])

/** The item of its list that a grant or a rule comes from, by its place. */
export function itemOf({ table, key, after }: Change): string {
  return table === 'flag_rules' ? (key[2] ?? '') : String(after?.['position'])
}

/** That an item names the user or the group of a grant; of a rule nothing. */
export function ownOrigins(list: Part, { table, key: [, , kind = '', name = ''] }: Change, item: string): Candidates {
  return table === 'flag_rules' ? [] : [[[list, `${item}/${kind}/${name}`]]]
}

/** What gives a field of a grant or a rule its value. */
export function fieldOrigins(list: Part, change: Change, field: string): Candidates {
  const item = itemOf(change)
  const at = (what: string): Origin => [list, `${item}/${what}`]
  const rest = isReplaced(change)
    ? [[at('exists')], making.map(at)]
    : ownOrigins(list, change, item).flatMap((one) => [[...one, at('exists')], loosening.map(at)])
  return [[at(fieldOf[field] ?? field)], inherited(change.key[0] ?? '', field), ...rest]
}

/** Has a rule for others come to stand where one was? Then all of it is by whoever put it there, also what it does not say. */
function isReplaced({ table, before, after }: Change): boolean {
  if (table !== 'flag_rules' || !before || !after) return false
  return changedFields({ before, after }).some((field) => audience.has(field))
}

/** What makes the rows of an item appear, when it is not that somebody was named in it: the same for all of its rows. */
export function itemOrigins(list: Part, item: string): Candidates {
  const at = (what: string): Origin => [list, `${item}/${what}`]
  return [[at('exists')], making.map(at), moving.map(at), [[list, 'exists']]]
}

/** Grants of one group are told apart by count alone: another one above makes this the second. */
export function countOrigins(list: Part, { table, key }: Change): Candidates {
  return table === 'flag_assignments' && key[4] !== '0' ? [[[list, 'whole']]] : []
}

/** What a row that is gone was called, and whatever may have made something else of it. */
export function goneOrigins(list: Part, { table, key }: Change): Candidates {
  const [, , kind = '', name = ''] = key
  const own: Origin = [list, table === 'flag_rules' ? `gone/${kind}` : `gone/${kind}/${name}`]
  return [
    [own],
    [
      [list, 'exists'],
      [list, 'count'],
    ],
    [[list, 'whole']],
  ]
}

/** What an item takes from its flag when it says nothing itself. */
function inherited(flag: string, field: string): Origin[] {
  const part: Part = `flag:${flag}`
  switch (field) {
    case 'salt':
      return [[part, 'salt']]
    case 'bucket_by':
      return [[part, 'bucketBy']]
    case 'variant':
    case 'weights':
      return ['variants', 'off', 'type'].map((name) => [part, name])
    default:
      return []
  }
}
