import { code } from '../../../worker/evaluate/condition/test.ts'
import type { Fact } from './claim.ts'
import { testsOf } from './prepared.ts'
import { numbersOf } from './texts.ts'

/**
 * Values to try one by one, those most likely to agree first: every operand, no value (undefined), both booleans, and one
 * number of each stretch between the numbers that are compared with, so that all numbers are covered. What is not covered:
 * other texts, lists and objects.
 */
export function* valuesToTry(facts: readonly Fact[]): Generator {
  for (const fact of facts) {
    if (fact.kind === 'listed') yield* fact.keys
    for (const { code: how, scalars, expected } of testsOf(fact)) {
      for (const operand of scalars.list) if (typeof operand === 'string') yield operand
      if (how === code.equalsList || how === code.equalsObject) yield expected
    }
  }
  yield undefined
  yield ''
  yield true
  yield false
  yield* stretches(facts.flatMap((fact) => testsOf(fact).flatMap(numbersOf)))
}

function stretches(numbers: readonly number[]): number[] {
  const sorted = [...new Set([-Number.MAX_VALUE, ...numbers, Number.MAX_VALUE])].sort((a, b) => a - b)
  const between = sorted.slice(1).map((number, index) => number / 2 + (sorted[index] as number) / 2)
  return [...sorted, ...between]
}
