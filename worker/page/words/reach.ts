import { whole } from '../../evaluate/bucket.ts'
import type { Plan } from '../../evaluate/plan.ts'
import { joined, percent } from '../../words/values.ts'
import type { Seen } from '../access/viewer.ts'
import { count } from '../../words/count.ts'
import { instant } from '../../words/calendar.ts'
import type { Reach } from '../../state/reach.ts'
import { conditionWords } from './condition.ts'
import { groupWords } from './group.ts'

/** An assignment in words, as far as the snapshot knows: whom it is for, what it serves, and while. */
export function reachWords(seen: Seen, flag: number, reach: Reach): string {
  const { users, predicate, parts, starts, expires } = reach
  const groups = predicate?.groups?.map((group) => groupWords(seen, group)) ?? []
  const isOpen = predicate !== undefined && !predicate.groups
  const who = [
    ...(users > 0 ? [count(users, 'named user')] : []),
    ...(groups.length > 0 ? [joined(groups, 'or')] : []),
    ...(isOpen ? ['everyone'] : []),
  ]
  const when = predicate?.when ? `, where ${conditionWords(seen, predicate.when)}` : ''
  const share = parts === whole ? '' : `, ${percent(parts)} % of them`
  const from = Number.isFinite(starts) ? `, from ${instant(starts)}` : ''
  const until = Number.isFinite(expires) ? `, until ${instant(expires)}` : ''
  return `${joined(who, 'and') || 'nobody'}${when}${share}${from}${until}: ${servesWords(seen.plan, flag, reach)}`
}

function servesWords({ flags }: Plan, flag: number, { serves }: Reach): string {
  const { variants } = flags.shapes[flags.shape[flag]!]!
  const [only, ...others] = serves
  const name = (variant: number): string => variants[variant]?.[0] ?? ''
  if (only && others.length === 0) return name(only.variant)
  return joined(
    serves.map(({ variant, parts }) => `${name(variant)} for ${percent(parts)} %`),
    'and',
  )
}
