import type { Scalar } from '../../../worker/evaluate/condition/scalars.ts'
import { code, type Test } from '../../../worker/evaluate/condition/test.ts'
import { noOnly, type Outcomes, turnedRound, unfitOnly, yesOnly, yesOrNo } from './outcomes.ts'

/** An item that lists are known to hold, as the test that asks for it compares. */
export interface Held {
  readonly item: Scalar
  readonly by: Pick<Test, 'ignoreCase' | 'parse'>
}

/**
 * All lists that meet the tests that must hold, as the items they hold for certain; other lists may be among them.
 * @returns undefined when there would be too many kinds
 */
export function listsHolding(tests: readonly Test[], most: number): readonly (readonly Held[])[] | undefined {
  let kinds: (readonly Held[])[] = [[]]
  for (const test of tests) {
    if (test.contrary || !asksForItems(test)) continue
    const items = test.scalars.list.map((item) => ({ item, by: test }))
    const choices = test.code === code.includesAll ? [items] : items.map((held) => [held])
    if (kinds.length * choices.length > most) return undefined
    kinds = kinds.flatMap((kind) => choices.map((choice) => [...kind, ...choice]))
  }
  return kinds
}

function asksForItems(test: Test): boolean {
  return test.code === code.in || test.code === code.includesAny || test.code === code.includesAll
}

/** What a test may come to for lists that hold these items and are none of the operands themselves. */
export function outcomesOfLists(test: Test, held: readonly Held[]): Outcomes {
  return turnedRound(straight(test, held), test.contrary)
}

function straight(test: Test, held: readonly Held[]): Outcomes {
  switch (test.code) {
    case code.exists:
      return yesOnly
    case code.equalsList:
      return noOnly
    case code.in:
    case code.includesAny:
      if (test.scalars.list.length === 0) return noOnly
      return test.scalars.list.some((operand) => holds(held, operand, test)) ? yesOnly : yesOrNo
    case code.includesAll:
      return test.scalars.list.every((operand) => holds(held, operand, test)) ? yesOnly : yesOrNo
    default:
      return unfitOnly
  }
}

/** An item found by a reading of its own (in any case, as a number) is there only for those who read so as well. */
function holds(held: readonly Held[], operand: Scalar, test: Test): boolean {
  return held.some(({ item, by }) => {
    if ((by.ignoreCase && !test.ignoreCase) || (by.parse && !test.parse && typeof item === 'number')) return false
    return (test.ignoreCase && typeof item === 'string' ? item.toLowerCase() : item) === operand
  })
}

/** What a test comes to for an object that is none of the operands. */
export function outcomesOfObject(test: Test): Outcomes {
  const scalar = (test.code === code.equalsScalar || test.code === code.in) && test.scalars.types === 0
  const straight = test.code === code.exists ? yesOnly : test.code === code.equalsObject || scalar ? noOnly : unfitOnly
  return turnedRound(straight, test.contrary)
}
