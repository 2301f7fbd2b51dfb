import type { Plan } from '../../../worker/evaluate/plan.ts'
import type { Environment, SoundModel } from '../../model/model.ts'
import { plansOf } from '../../testing/answers.ts'
import type { Case } from '../../testing/case.ts'
import { explanationLines } from '../explaining.ts'
import { emit } from '../plan-of.ts'

/** Tells why cases are answered as they are. */
export class Explaining {
  readonly #model: SoundModel
  readonly #planOf: (environment: Environment) => Plan

  constructor(model: SoundModel) {
    this.#model = model
    this.#planOf = plansOf(model, emit)
  }

  /** Every step to the answer in words, one a line, fit for a terminal. */
  of({ flag, environment, context, now, pins }: Case): string[] {
    return explanationLines(this.#planOf(environment), this.#model, environment, flag.key, context, now, pins)
  }
}
