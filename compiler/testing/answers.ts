import type { Decision } from '../../worker/evaluate/decision.ts'
import { evaluate } from '../../worker/evaluate/evaluate.ts'
import { loadSnapshot } from '../../worker/evaluate/load.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Environment, SoundModel } from '../model/model.ts'
import type { Case } from './case.ts'

/** The bytes of an environment's snapshot. The same model gives the same bytes. */
export type Emit = (model: SoundModel, environment: Environment) => Uint8Array

/** What the edge answers to a case, from a plan of its environment. */
export function answer(plan: Plan, { flag, context, now, pins }: Case): Decision {
  return evaluate(plan, flag.key, context, now, pins)
}

/** The plans of a model's environments, each made when it is first asked for. */
export function plansOf(model: SoundModel, emit: Emit): (environment: Environment) => Plan {
  const plans = new Map<Environment, Plan>()
  return (environment) => {
    const plan = plans.get(environment) ?? loadSnapshot(emit(model, environment))
    plans.set(environment, plan)
    return plan
  }
}
