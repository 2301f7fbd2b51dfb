import type { Change } from '../model/change.ts'
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

/** The item of its list that a grant or a rule comes from, by its place. */
export function itemOf({ table, key, after }: Change): string {
  return table === 'flag_rules' ? (key[2] ?? '') : String(after?.['position'])
}

/** What gives a field of a grant or a rule its value. */
export function fieldOrigins(list: Part, item: string, flag: string, field: string): Candidates {
  return [[[list, `${item}/${fieldOf[field] ?? field}`]], inherited(flag, field)]
}

/** What makes the rows of an item appear, when it is not that somebody was named in it: the same for all of its rows. */
export function itemOrigins(list: Part, item: string): Candidates {
  const at = (what: string): Origin => [list, `${item}/${what}`]
  return [[at('exists')], making.map(at), [[list, 'exists']]]
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
