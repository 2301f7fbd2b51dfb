import { isStopped } from '../../worker/evaluate/decide.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { instantsOf } from '../../worker/evaluate/schedule.ts'

/**
 * The last instant at which the clock could change what a flag itself serves, -Infinity when there is none; undefined when
 * one is still to come. Milliseconds since 1970-01-01T00:00:00Z.
 */
export function lastInstant(plan: Plan, flag: number, now: number): number | undefined {
  const { expires } = plan.flags
  const end = expires.get(flag)
  if (isStopped(plan, flag, now)) return end !== undefined && end <= now ? end : -Infinity
  let last = -Infinity
  for (const at of end === undefined ? instantsIn(plan, flag) : [end, ...instantsIn(plan, flag)]) {
    if (at > now) return undefined
    last = Math.max(last, at)
  }
  return last
}

function instantsIn({ flags, assignments }: Plan, flag: number): number[] {
  const found: number[] = []
  for (let at = flags.assignments[flag]!; at < flags.assignments[flag + 1]!; at += 1) {
    const extra = assignments.extras.get(at)
    if (extra) found.push(...instantsOf(extra))
  }
  return found
}
