import { partsOf, whole } from '../../worker/evaluate/bucket.ts'
import { variantOf } from '../../worker/evaluate/code.ts'
import { admission } from '../../worker/evaluate/columns.ts'
import type { Path } from '../../worker/evaluate/condition/path.ts'
import { offOf } from '../../worker/evaluate/decide.ts'
import type { Extra, Plan } from '../../worker/evaluate/plan.ts'
import { partsAt, undivided } from '../../worker/evaluate/rollout.ts'

/** What is left to chance of an assignment, for those whom its audience, condition and window admit. */
export interface Candidate {
  /** The buckets it lets in: those below. */
  readonly parts: number
  readonly rollout: Dimension | undefined
  /** The variants in order, each with the buckets up to `to`; the last one goes up to 100000. */
  readonly shares: readonly { readonly variant: string; readonly to: number }[]
  readonly weights: Dimension | undefined
}

/** What is drawn with the same salt and goes by the same attribute shares its buckets. */
export interface Dimension {
  readonly name: string
  /** Undefined: any bucket, and each is as likely. */
  readonly bucket: number | undefined
}

/**
 * Tells the bucket of what is drawn with a salt, by an attribute or, when undefined, by the targeting key; undefined when it is
 * left to chance.
 */
export type Bucket = (salt: number, by: Path | undefined) => number | undefined

const anyBucket: Bucket = () => undefined

/** @param now milliseconds since 1970-01-01T00:00:00Z; Infinity: when all rollouts have come to their end */
export function candidateOf(plan: Plan, flag: number, assignment: number, now: number, bucket = anyBucket): Candidate {
  const extra = plan.assignments.extras.get(assignment)
  const dimension = (salt: number): Dimension => ({
    name: JSON.stringify([salt, extra?.bucketBy?.name]),
    bucket: bucket(salt, extra?.bucketBy),
  })
  const { parts, salt } = rolloutOf(plan, assignment, extra, now)
  const divided = extra?.weights !== undefined && undivided(extra.weights) === undefined
  return {
    parts,
    rollout: parts > 0 && parts < whole ? dimension(salt) : undefined,
    shares: sharesOf(plan, flag, assignment, extra),
    weights: parts > 0 && divided ? dimension(extra.weightsSalt) : undefined,
  }
}

/** In milliseconds since 1970-01-01T00:00:00Z: does its window hold this instant? */
export function isOpen({ assignments }: Plan, assignment: number, now: number): boolean {
  const extra = assignments.extras.get(assignment)
  return extra === undefined || (now >= extra.starts && now < extra.expires)
}

function rolloutOf({ assignments }: Plan, assignment: number, extra: Extra | undefined, now: number) {
  if (extra)
    return { parts: extra.rollout === undefined ? whole : partsAt(extra.rollout, now), salt: extra.rolloutSalt }
  const share = assignments.share[assignment]! - 1
  if (share >= 0) return { parts: partsOf(assignments.thresholds[share]!), salt: assignments.salts[share]! }
  return { parts: assignments.admission[assignment] === admission.none ? 0 : whole, salt: 0 }
}

function sharesOf(plan: Plan, flag: number, assignment: number, extra: Extra | undefined): Candidate['shares'] {
  const { flags, assignments } = plan
  const name = (variant: number): string => flags.shapes[flags.shape[flag]!]!.variants[variant]![0]
  if (!extra?.weights)
    return [{ variant: name(variantOf(assignments.code[assignment]!, offOf(plan, flag))), to: whole }]
  let to = 0
  return extra.weights.map(({ variant, parts }) => ({ variant: name(variant), to: (to += parts) }))
}
