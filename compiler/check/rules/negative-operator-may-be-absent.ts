import { choices, quote } from '../../diagnostics/prose.ts'
import type { AttributeTest, Condition } from '../../model/condition.ts'
import { whose } from '../everything.ts'
import type { Rule } from '../rule.ts'

export const negativeOperatorMayBeAbsent: Rule = {
  code: 'negative-operator-may-be-absent',
  severity: 'note',
  summary: 'A negative operator does not admit those who lack the attribute.',
  why: 'A missing attribute, or one of another type, makes every operator false, the negative ones too. “Everybody but the Dutch” written with `notEquals` leaves out everybody whose country is not known. The combinator `not` is plain negation and lets them in. Nothing is said when `exists: true` or another test beside it asks for the attribute anyway.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ when: { country: { notIn: [NL, DE] } } }]
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ when: { not: { country: [NL, DE] } } }]
  newer-checkout:
    assignments:
      production: [{ when: { country: { exists: true, notIn: [NL, DE] } } }]
`,
  check({ everything, report }) {
    for (const asked of everything.conditions)
      for (const fact of relying(asked.condition, new Set()))
        report({
          message: `this condition of ${whose(asked)} does not admit those who have no ${quote(fact.attribute)}, or one of another type`,
          where: fact.place,
          help: `write \`not:\` around ${insteadOf(fact)} to admit them too, or add \`exists: true\` to say that they are not meant`,
        })
  },
}

const opposites = new Map([
  ['notEquals', 'equals'],
  ['notIn', 'in'],
  ['semverNotEquals', 'semverEquals'],
])

/** The negative tests of attributes that nothing else asks for. What stands under `not` is left alone: there, they are let in. */
function* relying(condition: Condition, asked: ReadonlySet<string>): Generator<AttributeTest> {
  if (condition.kind === 'attribute') {
    if (isNegative(condition) && !asked.has(condition.attribute)) yield condition
  } else if ('conditions' in condition) {
    const here = condition.kind === 'all' ? new Set([...asked, ...condition.conditions.flatMap(asksFor)]) : asked
    for (const inner of condition.conditions) yield* relying(inner, here)
  }
}

function asksFor(condition: Condition): readonly string[] {
  return condition.kind === 'attribute' && !isNegative(condition) && condition.test.exists !== false
    ? [condition.attribute]
    : []
}

/** The targeting key is what hardly anybody lacks. */
function isNegative({ attribute, test, negate }: AttributeTest): boolean {
  if (attribute === 'targetingKey' || test.exists !== undefined) return false
  return negate || Object.keys(test).every((operator) => opposites.has(operator))
}

function insteadOf({ test, negate }: AttributeTest): string {
  if (negate) return 'the condition without `negate`'
  return choices(Object.keys(test).map((operator) => opposites.get(operator) ?? operator))
}
