import { type Code, isActive, keyless, outcomeOf, variantOf } from '../../worker/evaluate/code.ts'
import { offOf } from '../../worker/evaluate/decide.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Move } from '../model/impact.ts'

/** What somebody is served by a flag on one side of a change. */
export interface Answer {
  /** Undefined where the flag is not there, or has no answer for want of a key to go by. */
  readonly variant: string | undefined
  /** As JSON text. */
  readonly value: string | undefined
  readonly isActive: boolean
}

export const noAnswer: Answer = { variant: undefined, value: undefined, isActive: false }

export function answerOf(plan: Plan, flag: number, code: Code): Answer {
  if (outcomeOf(code) === keyless) return noAnswer
  const { variants } = plan.flags.shapes[plan.flags.shape[flag]!]!
  const [variant, value] = variants[variantOf(code, offOf(plan, flag))]!
  return { variant, value, isActive: isActive(code) }
}

/** What changes for somebody; undefined: nothing. That a flag is off where it was not there, or the other way round, is nothing. */
export function kindOf(before: Answer, after: Answer): Move['kind'] | undefined {
  if (before.variant === after.variant && before.value === after.value) return undefined
  if (before.isActive !== after.isActive) return after.isActive ? 'gains' : 'loses'
  return before.variant === undefined || after.variant === undefined ? undefined : 'switches'
}
