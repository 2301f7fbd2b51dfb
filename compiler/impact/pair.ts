import type { Code } from '../../worker/evaluate/code.ts'
import { findFlag } from '../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { FlagFields } from '../model/row-fields.ts'
import type { Listed } from '../model/lists.ts'
import { type Answer, answerOf, noAnswer } from './answer.ts'

/** A flag before and after, in one environment. */
export interface Pair {
  readonly flag: string
  /** Undefined where the flag is not there. */
  readonly before: Seat | undefined
  readonly after: Seat | undefined
}

/** A flag in a plan, and the rows it was made from. */
export interface Seat {
  readonly plan: Plan
  /** Of the flag in the plan. */
  readonly index: number
  readonly fields: FlagFields
  /** As the plan has them, and in the same order, unless the flag is stopped for good. */
  readonly assignments: readonly Listed[]
}

export function seatOf(plan: Plan, flag: string, fields: FlagFields, assignments: readonly Listed[]): Seat {
  return { plan, index: findFlag(plan, flag), fields, assignments }
}

/** @param code undefined where the flag is not there */
export function answerAt(seat: Seat | undefined, code: Code | undefined): Answer {
  return seat === undefined || code === undefined ? noAnswer : answerOf(seat.plan, seat.index, code)
}
