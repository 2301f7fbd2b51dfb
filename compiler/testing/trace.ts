import { explain } from '../../worker/evaluate/explain.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Case } from './case.ts'

/** The way to one answer, by positions in the flag's list for the environment. */
export interface Trace {
  /** The assignment that decided. */
  readonly assignment: number | undefined
  /** Assignments that were looked at and did not admit. */
  readonly turnedAway: readonly number[]
  /** The key of the parent in the way. */
  readonly blockedBy: string | undefined
}

export function trace(plan: Plan, { flag, context, now, pins }: Case): Trace {
  const { steps } = explain(plan, flag.key, context, now, pins)
  const assignments = steps.filter((step) => step.step === 'assignment')
  return {
    assignment: assignments.find(({ decided }) => decided)?.index,
    turnedAway: assignments.filter(({ decided }) => !decided).map(({ index }) => index),
    blockedBy: steps.filter((step) => step.step === 'dependency').find(({ decided }) => decided)?.parent,
  }
}
