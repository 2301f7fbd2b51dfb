import type { Plan } from '../evaluate/plan.ts'
import { isSteps } from '../evaluate/rollout.ts'
import { percent } from '../words/values.ts'
import { instant } from '../words/calendar.ts'

/** What time alone changes, as the snapshot has it. */
interface Upcoming {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly words: string
}

/** When time alone changes a flag next, its parents left aside; infinite when it never does. */
export function nextInstant(plan: Plan, flag: number, now: number): number {
  return Math.min(...instantsOf(plan, flag).map(({ at }) => (at > now ? at : Infinity)))
}

/** What is still to come for a flag, in order of time. */
export function upcomingOf(plan: Plan, flag: number, now: number): Upcoming[] {
  return instantsOf(plan, flag)
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at)
}

function instantsOf({ flags, assignments }: Plan, flag: number): Upcoming[] {
  const expires = flags.expires.get(flag)
  const found: Upcoming[] =
    expires === undefined ? [] : [{ at: expires, words: 'the flag expires, and is off for everybody' }]
  if (assignments.extras.size === 0) return found
  const first = flags.assignments[flag]!
  for (let at = first; at < flags.assignments[flag + 1]!; at += 1) {
    const extra = assignments.extras.get(at)
    if (!extra) continue
    const name = `assignment ${at - first + 1}`
    const { rollout } = extra
    if (Number.isFinite(extra.starts)) found.push({ at: extra.starts, words: `${name} starts` })
    if (Number.isFinite(extra.expires)) found.push({ at: extra.expires, words: `${name} expires` })
    if (typeof rollout !== 'object') continue
    if (isSteps(rollout))
      for (const step of rollout) found.push({ at: step.at, words: `${name} goes to ${percent(step.parts)} %` })
    else {
      const end = `${percent(rollout.to)} % at ${instant(rollout.ends)}`
      found.push({ at: rollout.starts, words: `${name} begins to go from ${percent(rollout.from)} % to ${end}` })
      found.push({ at: rollout.ends, words: `${name} has come to ${percent(rollout.to)} %` })
    }
  }
  return found
}
