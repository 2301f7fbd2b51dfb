import { codeFor } from '../../../worker/evaluate/evaluate.ts'
import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { decisionOf } from '../../../worker/evaluate/outcome.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { type Chances, chancesOf } from '../../impact/chances.ts'
import { type Chance, Profiles } from '../../impact/profile.ts'
import { Tally } from './tally.ts'

/** What a flag does to many contexts at one instant. */
export class Assessment {
  readonly tally = new Tally()
  readonly #plan: Plan
  readonly #index: number
  readonly #now: number
  readonly #known = new Map<string, Chances | undefined>()

  /** @param index of the flag in the plan; @param now milliseconds since 1970-01-01T00:00:00Z */
  constructor(plan: Plan, index: number, now: number) {
    this.#plan = plan
    this.#index = index
    this.#now = now
  }

  /** The variant that a context gets; undefined when there is no answer, for want of a key. */
  serves(context: EvaluationContext): string | undefined {
    const decision = decisionOf(this.#plan, this.#index, codeFor(this.#plan, this.#index, context, this.#now))
    return decision.errorCode === undefined ? decision.variant : undefined
  }

  /** Counts what a context gets beside its chances, or beside chances that many contexts share. */
  count(context: EvaluationContext, chances: Chances | undefined): void {
    this.tally.add(this.serves(context), chances)
  }

  /** Contexts of whom the same is left to chance have the same chances, worked out once. */
  chances(context: EvaluationContext, isChance: Chance): Chances | undefined {
    codeFor(this.#plan, this.#index, context, this.#now)
    const profiles = new Profiles(this.#plan, isChance)
    const profile = profiles.of(this.#index)
    const name = profiles
      .lineage(this.#index)
      .map((flag) => JSON.stringify({ ...profiles.of(flag), dependsOn: [] }))
      .join()
    if (!this.#known.has(name)) this.#known.set(name, chancesOf(profile))
    return this.#known.get(name)
  }
}
