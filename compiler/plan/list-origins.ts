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

/**
 * What a grant or a rule comes from: an item of the list of its flag and environment.
 * @param turned true: `disabledIn` was switched for the list, so all its rows come or go
 */
export function listOrigins(
  { table, key, after, before }: Change,
  field: string | undefined,
  turned: boolean,
): Candidates {
  const [flag = '', environment = '', kind = '', name = '', nth = '0'] = key
  const list: Part = `assignments:${environment}/${flag}`
  const switched: Candidates = turned ? [[[`flag:${flag}`, `disabledIn/${environment}`]]] : []
  if (!after) return [...switched, ...gone(list, table === 'flag_rules' ? key[2] : undefined, kind, name)]
  const item = table === 'flag_rules' ? kind : String(after['position'])
  const at = (what: string): Origin => [list, `${item}/${what}`]
  const own = table === 'flag_rules' ? [] : [[at(`${kind}/${name}`)]]
  if (field !== undefined) {
    const rest = isReplaced({ table, before, after })
      ? [[at('exists')], making.map(at)]
      : own.flatMap((one) => [[...one, at('exists')], loosening.map(at)])
    return [[at(fieldOf[field] ?? field)], inherited(flag, field), ...rest]
  }
  const converted: Candidates = before === undefined ? [making.map(at), moving.map(at)] : []
  // grants of one group are told apart by count alone: another one above makes this the second
  const counted: Candidates = nth === '0' ? [] : [[[list, 'whole']]]
  return [...switched, ...own, [at('exists')], ...converted, [[list, 'exists']], ...counted]
}

/** An assignment that was edited and moved may look like a new one from one end of the range to the other. */
const moving = ['position', 'expires', 'reason', 'salt', 'bucketBy']

/** Whatever of these changes makes a grant of a rule: it was none before, so nobody can have changed its row by hand. */
const loosening = ['starts', 'rollout', 'when', 'everyone']

const audience = new Set(['user_keys', 'group_names', 'everyone', 'condition'])

/** Has a rule for others come to stand where one was? Then all of it is by whoever put it there, also what it does not say. */
function isReplaced({ table, before, after }: Pick<Change, 'table' | 'before' | 'after'>): boolean {
  if (table !== 'flag_rules' || !before || !after) return false
  return changedFields({ before, after }).some((field) => audience.has(field))
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
