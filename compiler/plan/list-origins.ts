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

/**
 * What a grant or a rule comes from: an item of the list of its flag and environment.
 * @param turned true: `disabledIn` was switched for the list, so all its rows come or go
 */
export function listOrigins(
  { table, key, after, before }: Change,
  field: string | undefined,
  turned: boolean,
): Candidates {
  const [flag = '', environment = '', kind = '', name = ''] = key
  const list: Part = `assignments:${environment}/${flag}`
  const switched: Candidates = turned ? [[[`flag:${flag}`, `disabledIn/${environment}`]]] : []
  if (!after) return [...switched, ...gone(list, table === 'flag_rules' ? key[2] : undefined, kind, name)]
  const item = table === 'flag_rules' ? kind : String(after['position'])
  const at = (what: string): Origin => [list, `${item}/${what}`]
  if (field !== undefined) return [[at(fieldOf[field] ?? field)], inherited(flag, field)]
  const own = table === 'flag_rules' ? [] : [[at(`${kind}/${name}`)]]
  const converted: Candidates = before === undefined ? [making.map(at)] : []
  return [...switched, ...own, [at('exists')], ...converted, [[list, 'exists']]]
}

/** What a row that is gone was called, and whatever may have made something else of it. */
function gone(list: Part, position: string | undefined, kind: string, name: string): Candidates {
  const own: Origin = [list, position === undefined ? `gone/${kind}/${name}` : `gone/${position}`]
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
