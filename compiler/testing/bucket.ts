import type { TestBucketInput } from '../../schema/types.ts'
import type { Pins } from '../../worker/evaluate/subject.ts'
import type { Said } from './asked.ts'

/** The buckets a case pins, as numbers from 0 to 99999; one number stands for both uses. */
export function pinsOf(bucket: Said<TestBucketInput> | undefined): Pins | undefined {
  if (!bucket) return undefined
  const { value } = bucket
  if (typeof value === 'number') return { rollout: toParts(value), weights: toParts(value) }
  const { rollout, weights } = value
  return {
    ...(rollout === undefined ? {} : { rollout: toParts(rollout) }),
    ...(weights === undefined ? {} : { weights: toParts(weights) }),
  }
}

/** A bucket is a whole number of thousandths; the small sum undoes what doubles lose: 1.005 · 1000 is 1004.9999999999999. */
function toParts(percent: number): number {
  return Math.floor(percent * 1000 + 1e-6)
}
