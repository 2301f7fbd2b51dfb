import type { AttributeTest } from '../../model/condition.ts'
import type { Fact } from './claim.ts'
import type { Test } from '../../../worker/evaluate/condition/test.ts'
import type { Condition } from '../../../worker/evaluate/condition/condition.ts'
import { readCondition } from '../../../worker/evaluate/condition/read.ts'

const known = new WeakMap<AttributeTest, Condition>()

/** The test as the evaluator asks it, so that no check has an opinion of its own on what an operator means. */
export function prepared(fact: AttributeTest): Condition {
  const ready = known.get(fact)
  if (ready) return ready
  const { attribute, test, ignoreCase, negate, parse, loose } = fact
  const modifiers = Object.entries({ ignoreCase, negate, parse, loose }).filter(([, on]) => on)
  const condition = readCondition({ attribute, test, ...Object.fromEntries(modifiers) }, 0)
  known.set(fact, condition)
  return condition
}

/** The tests of an attribute's own; what is said of keys has none. */
export function testsOf(fact: Fact): readonly Test[] {
  return fact.kind === 'attribute' ? prepared(fact).tests : none
}

const none: readonly Test[] = []
