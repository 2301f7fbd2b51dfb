import type { EvaluationContext } from '../../worker/evaluate/decision.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Pins } from '../../worker/evaluate/subject.ts'
import { painter } from '../diagnostics/render/paint.ts'
import type { Environment, Model } from '../model/model.ts'
import { tell } from './explain/tell.ts'
import { stepLines, toldLines } from './explain/text.ts'

/** How deep parents are told below parents in text: further right there is no room. */
export const deepest = 8

/**
 * Every step of one evaluation in words, one a line, without colours: fit for a terminal.
 *
 * @param plan made from `model`, for `environment`
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @param pins buckets to use instead of those that key and salt give
 */
export function explanationLines(
  plan: Plan,
  model: Model,
  environment: Environment,
  flagKey: string,
  context: EvaluationContext,
  now: number,
  pins?: Pins,
): string[] {
  const told = tell(flagKey, { plan, model, environment, context, now, pins }, deepest)
  const paint = painter(false)
  const cause = told.cause && { ...told.cause.told, words: `the cause is ${told.cause.flag}: ${told.cause.told.words}` }
  return [...stepLines(told, paint), ...(cause ? toldLines(cause, paint) : [])]
}
