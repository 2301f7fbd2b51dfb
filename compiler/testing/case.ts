import type { ExpectationInput } from '../../schema/types.ts'
import type { EvaluationContext } from '../../worker/evaluate/decision.ts'
import type { Pins } from '../../worker/evaluate/subject.ts'
import type { Environment, Flag } from '../model/model.ts'
import type { Place } from '../source/source.ts'

/** One question to one flag, and the answer it must give. */
export interface Case {
  /** The name of its test; for one of several, with what is its own in brackets. */
  readonly name: string
  /** The test, or the line of its table. */
  readonly place: Place
  readonly flag: Flag
  readonly environment: Environment
  readonly context: EvaluationContext
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
  readonly pins: Pins | undefined
  readonly expected: Expected
}

/** What is compared; what is not there may be anything. */
export type Expected = Omit<ExpectationInput, 'value'> & {
  /** Any JSON value; undefined when it is not compared. */
  readonly value?: unknown
  readonly place: Place
}
