import { whole } from '../evaluate/bucket.ts'
import type { BucketTrace, RolloutTrace, WeightsTrace } from '../evaluate/explain/explanation.ts'
import { percent } from './values.ts'

/** `bucket 41.237 of 100 is not below 12.5`. */
export function rolloutWords({ bucket, parts, pinned }: RolloutTrace): string {
  if (parts === 0) return 'its rollout stands at 0 %, which is nobody'
  if (parts === whole) return 'its rollout stands at 100 %, which is everybody'
  if (bucket === undefined) return `its rollout stands at ${percent(parts)} %`
  return `${bucketWords(bucket, pinned)} is ${bucket < parts ? '' : 'not '}below ${percent(parts)}`
}

/** `bucket 61.200 of 100 falls to b, which has those from 50 up to 75`. */
export function weightsWords({ bucket, shares, pinned }: WeightsTrace): string {
  const [only] = shares
  if (shares.length === 1 && only) return `${only.variant} has all 100 %`
  const share = shares.find(({ from, to }) => bucket !== undefined && bucket >= from && bucket < to)
  if (bucket === undefined || !share) return 'weights divide those it admits'
  const { variant, from, to } = share
  return `${bucketWords(bucket, pinned)} falls to ${variant}, which has those from ${percent(from)} up to ${percent(to)}`
}

function bucketWords(bucket: number, pinned: boolean): string {
  return `${pinned ? 'the pinned ' : ''}bucket ${(bucket / 1000).toFixed(3)} of 100`
}

/** What is missing: `the context has no targeting key to go by`. */
export function lackWords(trace: BucketTrace | undefined): string {
  return `it goes by a share, and the context has no ${trace?.by ?? 'targeting key'} to go by`
}
