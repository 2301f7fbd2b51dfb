import { no, type Outcome, unfit, yes } from '../../../worker/evaluate/condition/outcome.ts'

/** The outcomes that are possible, as bits: a test of many values at once may have several. */
export type Outcomes = number

export const only = (outcome: Outcome): Outcomes => 1 << outcome

export const [noOnly, yesOnly, unfitOnly] = [only(no), only(yes), only(unfit)]
export const yesOrNo: Outcomes = yesOnly | noOnly
export const open: Outcomes = yesOrNo | unfitOnly

/** Turns true and false round; unfit stays unfit. */
export function turnedRound(outcomes: Outcomes, round: boolean): Outcomes {
  if (!round) return outcomes
  return (outcomes & unfitOnly) | (outcomes & yesOnly ? noOnly : 0) | (outcomes & noOnly ? yesOnly : 0)
}

/** All tests of one map together: unfit when one of them is, else false when one of them is. */
export function together(one: Outcomes, other: Outcomes): Outcomes {
  let both = (one | other) & unfitOnly
  const [oneFits, otherFits] = [one & yesOrNo, other & yesOrNo]
  if (oneFits && otherFits) both |= (one & other & yesOnly) | ((one | other) & noOnly)
  return both
}
