/** What a test of an attribute comes to. Unfit: the attribute is missing, or of a type that the operator does not take. */
export type Outcome = typeof no | typeof yes | typeof unfit
export const no = 0
export const yes = 1
export const unfit = 2

export function outcomeOf(holds: boolean): Outcome {
  return holds ? yes : no
}

/** Turns true and false round when asked; unfit stays unfit. */
export function turned(outcome: Outcome, round: boolean): Outcome {
  return !round || outcome === unfit ? outcome : outcome === yes ? no : yes
}
