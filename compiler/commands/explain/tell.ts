import { explain } from '../../../worker/evaluate/explain.ts'
import type { Explanation, Step } from '../../../worker/evaluate/explain/explanation.ts'
import type { Flag } from '../../model/model.ts'
import { type About, type Telling, telling } from './about.ts'
import { rootOf, stepTold } from './step.ts'
import type { Told } from './told.ts'

/** An explanation in words, with the explanations of its parents below the steps about them. */
export interface ToldFlag {
  readonly explanation: Explanation
  readonly steps: readonly ToldStep[]
}

export interface ToldStep {
  readonly step: Step
  readonly told: Told
  /** Of a dependency: its own steps, once; `above` when they were told already, `deep` when they lie too deep to be told. */
  readonly why?: ToldFlag | 'above' | 'deep'
}

export interface ToldExplanation extends ToldFlag {
  /** The step of a parent, however far up, that makes all between end as they do; undefined when no parent does. */
  readonly cause: { readonly flag: string; readonly told: Told } | undefined
  readonly telling: Telling
}

/** The names in a model and an explanation are the same when the plan was made from the model. */
export function tell(flagKey: string, about: About, deepest: number): ToldExplanation {
  const explanation = explain(about.plan, flagKey, about.context, about.now, about.pins)
  const all = telling(about)
  const told = tellFlag(explanation, all, deepest, new Set())
  return { ...told, cause: causeOf(explanation, about), telling: all }
}

function tellFlag(explanation: Explanation, all: Telling, deepest: number, known: Set<string>): ToldFlag {
  const flag = all.about.model.flags.get(explanation.flag)
  const steps = explanation.steps.map((step): ToldStep => {
    if (!flag) return { step, told: { mark: 'decides', words: 'there is no such flag' } }
    const told = stepTold(step, flag, all)
    if (step.step !== 'dependency') return { step, told }
    if (known.has(step.parent)) return { step, told, why: 'above' }
    if (deepest === 0) return { step, told, why: 'deep' }
    known.add(step.parent)
    return { step, told, why: tellFlag(step.why, all, deepest - 1, known) }
  })
  return { explanation, steps }
}

function causeOf(explanation: Explanation, about: About): ToldExplanation['cause'] {
  const root = rootOf(explanation)
  const last = root.steps.at(-1)
  const flag = about.model.flags.get(root.flag) as Flag
  return root === explanation || !last ? undefined : { flag: root.flag, told: stepTold(last, flag, telling(about)) }
}
