import type { EvaluationContext } from '../decision.ts'
import { type Condition, kind } from './condition.ts'
import { attributeOutcome, type GroupAnswers } from './holds.ts'
import { type Outcome, unfit, yes } from './outcome.ts'
import { lookUp } from './path.ts'
import { runTest } from './run.ts'
import type { Operator, Test } from './test.ts'

/** What a condition came to for a context, and why, part by part. */
export type ConditionTrace = CombinationTrace | GroupTrace | AttributeTrace

export type OutcomeWord = 'true' | 'false' | 'unfit'

export interface CombinationTrace {
  readonly kind: 'all' | 'any' | 'not'
  readonly outcome: 'true' | 'false'
  /** Every one of them, also those that `holds` had no need to ask. */
  readonly children: readonly ConditionTrace[]
}

export interface GroupTrace {
  readonly kind: 'group'
  readonly outcome: 'true' | 'false'
  /** Indexes into the groups. */
  readonly groups: readonly { readonly index: number; readonly outcome: 'true' | 'false' }[]
}

export interface AttributeTrace {
  readonly kind: 'attribute'
  /** The path, with dots between its parts. */
  readonly attribute: string
  /** The JSON value; undefined when the attribute is missing or null. */
  readonly got: unknown
  readonly negate: boolean
  /** Of the tests together, turned round by `negate`; unfit counts as false. */
  readonly outcome: OutcomeWord
  readonly tests: readonly TestTrace[]
}

export interface TestTrace {
  readonly operator: Operator
  /** The operand as JSON; instants in milliseconds since 1970-01-01T00:00:00Z. */
  readonly expected: unknown
  readonly ignoreCase: boolean
  readonly parse: boolean
  readonly loose: boolean
  readonly outcome: OutcomeWord
  /** Why it is unfit. */
  readonly why?: 'missing' | 'type'
}

/** Every part of one condition, by the same rules as `holds`; arguments as there. */
export function traceCondition(condition: Condition, context: EvaluationContext, groups: GroupAnswers): ConditionTrace {
  if (condition.kind === kind.group) return traceGroups(condition, groups)
  if (condition.kind === kind.attribute) return traceAttribute(condition, lookUp(condition.path, context))
  const children = condition.children.map((child) => traceCondition(child, context, groups))
  const met = children.map(({ outcome }) => outcome === 'true')
  if (condition.kind === kind.all) return { kind: 'all', outcome: said(!met.includes(false)), children }
  if (condition.kind === kind.any) return { kind: 'any', outcome: said(met.includes(true)), children }
  return { kind: 'not', outcome: said(!met[0]), children }
}

function traceGroups(condition: Condition, groups: GroupAnswers): GroupTrace {
  const asked = condition.groups.map((index) => ({ index, outcome: said(groups.inGroup(index)) }))
  return { kind: 'group', outcome: said(asked.some(({ outcome }) => outcome === 'true')), groups: asked }
}

function traceAttribute(condition: Condition, got: unknown): AttributeTrace {
  const { path, negate, tests } = condition
  return {
    kind: 'attribute',
    attribute: path.name,
    got,
    negate,
    outcome: word(attributeOutcome(condition, got)),
    tests: tests.map((test) => traceTest(test, got)),
  }
}

function traceTest(test: Test, got: unknown): TestTrace {
  const { operator, expected, ignoreCase, parse, loose } = test
  const outcome = runTest(test, got)
  const why = outcome !== unfit ? {} : { why: got === undefined ? ('missing' as const) : ('type' as const) }
  return { operator, expected, ignoreCase, parse, loose, outcome: word(outcome), ...why }
}

function said(holds: boolean): 'true' | 'false' {
  return holds ? 'true' : 'false'
}

function word(outcome: Outcome): OutcomeWord {
  return outcome === unfit ? 'unfit' : said(outcome === yes)
}
