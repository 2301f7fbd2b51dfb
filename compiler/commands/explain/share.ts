import type { BucketTrace, RolloutTrace } from '../../../worker/evaluate/explain/explanation.ts'
import type { Assignment } from '../../model/model.ts'
import type { Rollout } from '../../model/rollout.ts'
import { passesAt, shareAt } from '../../model/shares.ts'
import type { Told } from './told.ts'
import { instant, percent, valueInWords } from '../../model/value-words.ts'

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
