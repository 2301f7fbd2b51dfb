import { partsOf, whole } from '../bucket.ts'
import { admission } from '../columns.ts'
import { lookUp, type Path } from '../condition/path.ts'
import type { Extra, Plan } from '../plan.ts'
import { isSteps, partsAt, type Schedule, type Weights } from '../rollout.ts'
import { type Subject, targetingKeyOf } from '../subject.ts'
import type { BucketTrace, RolloutTrace, WeightsTrace } from './explanation.ts'

/** What the rollout of an assignment came to; undefined when it has none. */
export function traceRollout(plan: Plan, assignment: number, subject: Subject): RolloutTrace | undefined {
  const { assignments } = plan
  const extra = assignments.extras.get(assignment)
  if (extra) {
    if (extra.rollout === undefined) return undefined
    const parts = partsAt(extra.rollout, subject.now)
    const salt = parts > 0 && parts < whole ? extra.rolloutSalt : undefined
    const trace = traceBucket(extra.bucketBy, salt, subject.pins?.rollout, subject)
    return { ...trace, parts, schedule: kindOf(extra.rollout) }
  }
  const how = assignments.admission[assignment]
  if (how === admission.all) return undefined
  const share = how === admission.share ? assignments.share[assignment]! - 1 : -1
  const parts = share === -1 ? 0 : partsOf(assignments.thresholds[share]!)
  return {
    ...traceBucket(undefined, assignments.salts[share], subject.pins?.rollout, subject),
    parts,
    schedule: 'fixed',
  }
}

/** What the weights came to; `names` are those of the flag's variants. */
export function traceWeights(
  { weights, weightsSalt, bucketBy }: Extra,
  names: readonly string[],
  subject: Subject,
): WeightsTrace | undefined {
  if (weights === undefined) return undefined
  const salt = weights.length > 1 ? weightsSalt : undefined
  return { ...traceBucket(bucketBy, salt, subject.pins?.weights, subject), shares: sharesOf(weights, names) }
}

function kindOf(rollout: Schedule): RolloutTrace['schedule'] {
  return typeof rollout === 'number' ? 'fixed' : isSteps(rollout) ? 'steps' : 'ramp'
}

function traceBucket(
  path: Path | undefined,
  salt: number | undefined,
  pin: number | undefined,
  subject: Subject,
): BucketTrace {
  const hash = subject.hashOf(path)
  const value = path === undefined ? targetingKeyOf(subject.context) : lookUp(path, subject.context)
  const key = hash === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value)
  const by = path?.name
  if (salt === undefined) return { by, key, bucket: undefined, pinned: false }
  const bucket = pin ?? (hash === undefined ? undefined : subject.bucket(hash, salt))
  return { by, key, bucket, pinned: pin !== undefined }
}

function sharesOf(weights: Weights, names: readonly string[]): WeightsTrace['shares'] {
  let from = 0
  return weights.map(({ variant, parts }) => {
    const share = { variant: names[variant]!, from, to: from + parts }
    from = share.to
    return share
  })
}
