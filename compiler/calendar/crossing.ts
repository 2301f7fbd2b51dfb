import { bucketOf } from '../../worker/evaluate/bucket.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Ramp } from '../model/rollout.ts'
import { passesAt, type Stretch } from '../model/shares.ts'
import type { Slope } from './timeline.ts'

/** When a user passes each ramp; those they do not pass are left out. */
export interface Crossing {
  readonly at: number
  readonly slope: Slope
}

/** A ramp as users meet it: nobody is on it without a key to go by, and users in the flag files have but their targeting key. */
export interface Incline {
  readonly slope: Slope
  readonly ramp: Ramp
  readonly salt: number
}

export function inclinesOf({ bucketing }: Plan, slopes: readonly Slope[]): Incline[] {
  return slopes.flatMap((slope) => {
    const { ramp, of } = slope.start
    if (!ramp || !of) return []
    const { bucketBy = 'targetingKey', salt } = of.assignment
    return bucketBy === 'targetingKey' ? [{ slope, ramp, salt: bucketing.salt(salt, 'rollout') }] : []
  })
}

/** Oldest first. */
export function crossingsOf(
  user: string,
  { bucketing }: Plan,
  inclines: readonly Incline[],
  stretch: Stretch,
): Crossing[] {
  if (inclines.length === 0) return []
  const hash = bucketing.hash(user)
  const crossings: Crossing[] = []
  for (const { slope, ramp, salt } of inclines) {
    const at = passesAt(ramp, bucketOf(bucketing.mix(hash, salt)), stretch.from - 1)
    if (at !== undefined && at < stretch.until) crossings.push({ at, slope })
  }
  return crossings.sort((a, b) => a.at - b.at)
}
