import type { Extra, Plan } from './plan.ts'
import { firstFrom } from './lists.ts'
import { isSteps } from './rollout.ts'

/**
 * The next instant after `now` at which an answer can change by the clock alone, in milliseconds since
 * 1970-01-01T00:00:00Z; undefined when none can. Along a straight ramp answers change between these instants as well.
 */
export function nextChange({ boundaries }: Plan, now: number): number | undefined {
  return boundaries[firstFrom(boundaries, 0, boundaries.length, Math.floor(now) + 1)]
}

/** The instants at which the clock opens, shuts or moves an assignment; along a straight ramp it moves between its two as well. */
export function instantsOf({ starts, expires, rollout }: Extra): number[] {
  const steps =
    typeof rollout !== 'object' ? [] : isSteps(rollout) ? rollout.map(({ at }) => at) : [rollout.starts, rollout.ends]
  return [starts, expires, ...steps].filter(Number.isFinite)
}
