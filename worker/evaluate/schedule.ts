import type { Plan } from './plan.ts'
import { firstFrom } from './lists.ts'
import { isSteps } from './rollout.ts'

/**
 * The next instant after `now` at which an answer can change by the clock alone, in milliseconds since
 * 1970-01-01T00:00:00Z; undefined when none can. Along a straight ramp answers change between these instants as well.
 */
export function nextChange({ boundaries }: Plan, now: number): number | undefined {
  return boundaries[firstFrom(boundaries, 0, boundaries.length, Math.floor(now) + 1)]
}

/**
 * For how many whole seconds an answer of `now` may be kept, at most `most`: up to the next instant at which it can change by
 * the clock, and not at all while a share follows a straight line.
 */
export function freshFor(plan: Plan, now: number, most: number): number {
  for (const { rollout } of plan.assignments.extras.values())
    if (typeof rollout === 'object' && !isSteps(rollout) && now >= rollout.starts && now < rollout.ends) return 0
  const next = nextChange(plan, now) ?? Infinity
  return Math.max(0, Math.min(most, Math.floor((next - now) / 1000)))
}
