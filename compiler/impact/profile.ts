import { ancestorsIn } from '../../worker/evaluate/ancestors.ts'
import { isStopped, offOf } from '../../worker/evaluate/decide.ts'
import { assignmentSteps } from '../../worker/evaluate/explain/assignment.ts'
import type { AssignmentStep } from '../../worker/evaluate/explain/explanation.ts'
import { Standings } from '../../worker/evaluate/explain/groups.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { type Bucket, type Candidate, candidateOf } from './candidate.ts'

/** What is left to chance of a flag, for one context: everything else is settled. */
export interface Profile {
  /** The name of its off variant. */
  readonly off: string
  readonly stopped: boolean
  /** Those whose audience, condition and window admit the context, in the order they are looked at. */
  readonly candidates: readonly Candidate[]
  /** An assignment would admit it but for a key to go by. */
  readonly lacksKey: boolean
  /** Without variants, the parent must be active. */
  readonly dependsOn: readonly { readonly parent: Profile; readonly variants: readonly string[] | undefined }[]
}

/** Is this attribute, or the targeting key when undefined, another for each one? Then buckets by it are left to chance. */
export type Chance = (by: string | undefined) => boolean

/** The profiles of the flags of a plan, each worked out once, for the context and the instant that the plan's subject is about. */
export class Profiles {
  readonly #plan: Plan
  readonly #standings: Standings
  readonly #bucket: Bucket
  readonly #known = new Map<number, Profile>()

  constructor(plan: Plan, isChance: Chance) {
    const { subject } = plan
    this.#plan = plan
    this.#standings = new Standings(plan, subject)
    this.#bucket = (salt, by) => {
      const hash = isChance(by?.name) ? undefined : subject.hashOf(by)
      return hash === undefined ? undefined : subject.bucket(hash, salt)
    }
  }

  /** @param flag its index in the plan */
  of(flag: number): Profile {
    for (const one of this.lineage(flag)) if (!this.#known.has(one)) this.#known.set(one, this.#look(one))
    return this.#known.get(flag) as Profile
  }

  /** The flag behind all it depends on. */
  lineage(flag: number): number[] {
    return [...ancestorsIn(this.#plan.ancestry.of(flag)), flag]
  }

  #look(flag: number): Profile {
    const { subject, flags } = this.#plan
    const steps = [...assignmentSteps(this.#plan, flag, subject, this.#standings)]
    const stopped = isStopped(this.#plan, flag, subject.now)
    const first = flags.assignments[flag]!
    return {
      off: this.#variant(flag, offOf(this.#plan, flag)),
      stopped,
      candidates: steps
        .filter(isCandidate)
        .map(({ index }) => candidateOf(this.#plan, flag, first + index, subject.now, this.#bucket)),
      lacksKey: steps.some(({ outcome }) => outcome === 'no-key'),
      dependsOn: stopped ? [] : this.#parents(flag),
    }
  }

  #parents(flag: number): Profile['dependsOn'] {
    const { flags, dependencies } = this.#plan
    const [first, end] = [flags.dependencies[flag]!, flags.dependencies[flag + 1]!]
    return Array.from({ length: end - first }, (_, index) => {
      const parent = dependencies.parent[first + index]!
      const variants = dependencies.wanted?.get(first + index)?.map((variant) => this.#variant(parent, variant))
      return { parent: this.#known.get(parent) as Profile, variants }
    })
  }

  #variant(flag: number, variant: number): string {
    const { shapes, shape } = this.#plan.flags
    return shapes[shape[flag]!]!.variants[variant]![0]
  }
}

function isCandidate({ outcome }: AssignmentStep): boolean {
  return outcome === 'served' || outcome === 'outside'
}
