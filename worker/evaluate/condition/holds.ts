import type { EvaluationContext } from '../decision.ts'
import { type Condition, kind } from './condition.ts'
import { type Outcome, turned, unfit, yes } from './outcome.ts'
import { lookUp } from './path.ts'
import { meetsPlain, runTest } from './run.ts'

/** What a condition asks about groups, by index. */
export interface GroupAnswers {
  inGroup(index: number): boolean
}

/**
 * Does the context meet the condition? Answers for whatever the context is, and leaves nothing behind.
 *
 * @param context what `plainContext` gave
 */
export function holds(condition: Condition, context: EvaluationContext, groups: GroupAnswers): boolean {
  if (condition.kind === kind.attribute) return attributeHolds(condition, context)
  const { children } = condition
  switch (condition.kind) {
    case kind.all:
      for (let index = 0; index < children.length; index += 1)
        if (!childHolds(children[index]!, context, groups)) return false
      return true
    case kind.any:
      for (let index = 0; index < children.length; index += 1)
        if (childHolds(children[index]!, context, groups)) return true
      return false
    case kind.not:
      return !holds(children[0]!, context, groups)
    default:
      for (let index = 0; index < condition.groups.length; index += 1)
        if (groups.inGroup(condition.groups[index]!)) return true
      return false
  }
}

// Most conditions are a few attributes: those need no call of what calls itself, which no compiler takes apart.
function childHolds(child: Condition, context: EvaluationContext, groups: GroupAnswers): boolean {
  return child.kind === kind.attribute ? attributeHolds(child, context) : holds(child, context, groups)
}

function attributeHolds(condition: Condition, context: EvaluationContext): boolean {
  const value = lookUp(condition.path, context)
  const { plain } = condition
  return plain === undefined ? attributeOutcome(condition, value) === yes : meetsPlain(plain, value)
}

/** Of all tests of one attribute together: the map of operators that somebody wrote. */
export function attributeOutcome({ tests, negate }: Condition, value: unknown): Outcome {
  let all: Outcome = yes
  for (let index = 0; index < tests.length; index += 1) {
    const outcome = runTest(tests[index]!, value)
    if (outcome === unfit) return unfit
    if (outcome !== yes) all = outcome
  }
  return turned(all, negate)
}
