import { whole } from '../../../worker/evaluate/bucket.ts'
import type { BucketTrace, RolloutTrace, WeightsTrace } from '../../../worker/evaluate/explain/explanation.ts'
import type { Assignment } from '../../model/model.ts'
import type { Rollout } from '../../model/rollout.ts'
import { passesAt, shareAt } from '../../model/shares.ts'
import type { Told } from './told.ts'
import { instant, percent, valueInWords } from '../../model/value-words.ts'

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

/** What the bucket comes from; nothing when none was needed. */
export function hashTold(trace: BucketTrace, assignment: Assignment): Told[] {
  if (trace.bucket === undefined || trace.pinned || trace.key === undefined) return []
  const by = trace.by ?? 'targetingKey'
  const words = `the bucket of ${by} ${valueInWords(trace.key)} with the salt ${valueInWords(assignment.salt)}`
  return [{ mark: 'note', words }]
}

/** From when on a growing rollout takes the bucket in; nothing when it never does. */
export function laterTold({ bucket }: RolloutTrace, rollout: Rollout, now: number): Told[] {
  const at = bucket === undefined ? undefined : entryOf(bucket, rollout, now)
  if (at === undefined) return []
  const words = `the rollout takes it in at ${instant(at)}, when it reaches ${percent(shareAt(rollout, at))} %`
  return [{ mark: 'note', words, place: rollout.place }]
}

function entryOf(bucket: number, rollout: Rollout, now: number): number | undefined {
  if (rollout.kind === 'fixed') return undefined
  if (rollout.kind === 'steps') return rollout.steps.find(({ at, parts }) => at > now && parts > bucket)?.at
  return shareAt(rollout, now) > bucket ? undefined : passesAt(rollout, bucket, now)
}
