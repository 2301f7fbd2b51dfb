import type { Decision } from '../../worker/evaluate/decision.ts'
import type { SoundModel } from '../model/model.ts'
import { answer, type Emit, plansOf } from './answers.ts'
import type { Case } from './case.ts'
import { compare, type Mismatch } from './compare.ts'

/** How a case came out; it passes when there is no mismatch. */
export interface Outcome {
  readonly case: Case
  readonly decision: Decision
  readonly mismatches: readonly Mismatch[]
}

/** Asks every case, one after another: there may be many, and whoever waits may want to see how far it is. */
export function* run(cases: readonly Case[], model: SoundModel, emit: Emit): Generator<Outcome> {
  const planOf = plansOf(model, emit)
  for (const one of cases) {
    const decision = answer(planOf(one.environment), one)
    yield { case: one, decision, mismatches: compare(one.expected, decision) }
  }
}
