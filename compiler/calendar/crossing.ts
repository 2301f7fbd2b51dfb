import { bucketOf, whole } from '../../worker/evaluate/bucket.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Ramp } from '../model/rollout.ts'
import { passesAt, type Stretch } from '../model/shares.ts'
import type { Slope } from './timeline.ts'

/** A user passes a ramp: from that instant on it lets them in, or no longer does. */
export interface Crossing {
  readonly at: number
  readonly slope: Slope
}

/** A ramp as users meet it. */
export interface Incline {
  readonly slope: Slope
  readonly ramp: Ramp
  /** Undefined where it goes by an attribute: of a user in the flag files nothing but the targeting key is known. */
  readonly salt: number | undefined
}

export function inclinesOf({ bucketing }: Plan, slopes: readonly Slope[]): Incline[] {
  return slopes.flatMap((slope) => {
    const { ramp, of } = slope.start
    if (!ramp || !of) return []
    const { bucketBy = 'targetingKey', salt } = of.assignment
    return [{ slope, ramp, salt: bucketBy === 'targetingKey' ? bucketing.salt(salt, 'rollout') : undefined }]
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
    // Without anything to go by one is let in with the last bucket: when everybody is.
    const bucket = salt === undefined ? whole - 1 : bucketOf(bucketing.mix(hash, salt))
    const at = passesAt(ramp, bucket, stretch.from - 1)
    if (at !== undefined && at < stretch.until) crossings.push({ at, slope })
  }
  return crossings.sort((a, b) => a.at - b.at)
}
