import { ancestorsIn } from '../../../worker/evaluate/ancestors.ts'
import { whole } from '../../../worker/evaluate/bucket.ts'
import { assignmentSteps } from '../../../worker/evaluate/explain/assignment.ts'
import type { AssignmentStep, BucketTrace } from '../../../worker/evaluate/explain/explanation.ts'
import { Standings } from '../../../worker/evaluate/explain/groups.ts'
import { findFlag } from '../../../worker/evaluate/evaluate.ts'
import { isStopped } from '../../../worker/evaluate/decide.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import type { Assignment, Dependency, Environment, Flag } from '../../model/model.ts'

/** What is left to chance of a flag, for one context: everything else is settled. */
export interface Profile {
  readonly flag: Flag
  readonly stopped: boolean
  /** Those whose audience, condition and window admit the context, in the order they are looked at. */
  readonly candidates: readonly Candidate[]
  /** An assignment would admit it but for a key to go by. */
  readonly lacksKey: boolean
  readonly dependsOn: readonly (Pick<Dependency, 'variants'> & { readonly parent: Profile })[]
}

export interface Candidate {
  /** The buckets it lets in: those below. */
  readonly parts: number
  readonly rollout: Dimension | undefined
  /** The variants in order, each with the buckets up to `to`; the last one goes up to 100000. */
  readonly shares: readonly { readonly variant: string; readonly to: number }[]
  readonly weights: Dimension | undefined
}

/** Assignments with the same salt that go by the same attribute share their buckets. */
export interface Dimension {
  readonly name: string
  /** Undefined: any bucket, and each is as likely. */
  readonly bucket: number | undefined
}

/** Is this attribute, or the targeting key when undefined, another for each one? Then buckets by it are left to chance. */
export type Chance = (by: string | undefined) => boolean

/**
 * The profile of a flag with those of all it depends on, for the context and the instant that the plan's subject is about.
 * Of two profiles of a flag with the same `name`, everything is the same.
 */
export function profileOf(
  plan: Plan,
  flag: Flag,
  environment: Environment,
  isChance: Chance,
): { readonly profile: Profile; readonly name: string } {
  const standings = new Standings(plan, plan.subject)
  const known = new Map<Flag, Profile>()
  for (const one of withAncestors(plan, flag)) {
    const index = findFlag(plan, one.key)
    const list = one.assignments.get(environment)?.assignments ?? []
    const steps = [...assignmentSteps(plan, index, plan.subject, standings)]
    const stopped = isStopped(plan, index, plan.subject.now)
    known.set(one, {
      flag: one,
      stopped,
      candidates: steps.filter(isCandidate).map((step) => candidateOf(step, list[step.index] as Assignment, isChance)),
      lacksKey: steps.some(({ outcome }) => outcome === 'no-key'),
      dependsOn: (stopped ? [] : one.dependsOn).map(({ parent, variants }) => ({
        variants,
        parent: known.get(parent) as Profile,
      })),
    })
  }
  const differs = [...known.values()].map(({ stopped, candidates, lacksKey }) => [stopped, candidates, lacksKey])
  return { profile: known.get(flag) as Profile, name: JSON.stringify(differs) }
}

/** Every flag behind its parents. */
function withAncestors(plan: Plan, flag: Flag): Flag[] {
  const flags = new Map<string, Flag>([[flag.key, flag]])
  for (const one of flags.values()) for (const { parent } of one.dependsOn) flags.set(parent.key, parent)
  const ancestors = ancestorsIn(plan.ancestry.of(findFlag(plan, flag.key)))
  return [...Array.from(ancestors, (index) => flags.get(plan.flags.keys.key(index)) as Flag), flag]
}

function isCandidate({ outcome }: AssignmentStep): boolean {
  return outcome === 'served' || outcome === 'outside'
}

function candidateOf({ rollout, weights }: AssignmentStep, assignment: Assignment, isChance: Chance): Candidate {
  const dimension = (use: string, trace: BucketTrace): Dimension => ({
    name: JSON.stringify([use, assignment.salt, trace.by]),
    bucket: isChance(trace.by) ? undefined : trace.bucket,
  })
  const { serve } = assignment
  return {
    parts: rollout?.parts ?? whole,
    rollout: rollout && rollout.parts > 0 && rollout.parts < whole ? dimension('rollout', rollout) : undefined,
    shares: weights?.shares ?? [{ variant: typeof serve === 'string' ? serve : '', to: whole }],
    weights: weights && weights.shares.length > 1 ? dimension('weights', weights) : undefined,
  }
}
