import type { AttributeTestInput, SnapshotOperators } from '../../schema/types.ts'
import type { AttributeTest } from '../model/condition.ts'
import type { Located } from '../source/source.ts'
import { emptyTest } from './empty.ts'
import { judgeFit } from './fit.ts'
import { warnOfIdleModifiers } from './idle-modifiers.ts'
import { linkOperand } from './operand.ts'
import { listed } from './operators.ts'
import type { Scope } from './scope.ts'
import { type Question, spellOut, type WrittenTest } from './written-test.ts'

/** What is asked of one attribute, or undefined after saying why that cannot be known. */
export function linkAttributeTest(
  attribute: string,
  located: Located<AttributeTestInput>,
  scope: Scope,
): AttributeTest | undefined {
  const place = located.keyAt()
  const found = scope.attributes.find(attribute, place)
  const declared = found === 'unknown' ? undefined : found
  const { questions, modifiers } = spellOut(located)
  if (questions.length === 0) return emptyTest(attribute, [...modifiers.keys()], place, scope.report)
  const written: WrittenTest = { attribute, declared, questions, modifiers, place }
  const fits = judgeFit(written, scope.report)
  const test = linkQuestions(written, scope)
  if (found === 'unknown' || !fits || !test) return undefined
  warnOfIdleModifiers(written, scope.report)
  return {
    kind: 'attribute',
    attribute,
    declared,
    test,
    ignoreCase: modifiers.has('ignoreCase'),
    negate: modifiers.has('negate'),
    parse: modifiers.has('parse'),
    loose: modifiers.has('loose'),
    place,
  }
}

function linkQuestions(written: WrittenTest, scope: Scope): SnapshotOperators | undefined {
  const operands = written.questions.map((question) => [question.operator, linkOperands(question, written, scope)])
  return operands.some(([, linked]) => linked === undefined)
    ? undefined
    : (Object.fromEntries(operands) as SnapshotOperators)
}

function linkOperands({ family, operands }: Question, written: WrittenTest, scope: Scope): unknown {
  const linked = operands.map((operand) => linkOperand(family, operand, written, scope))
  if (linked.includes(undefined)) return undefined
  return listed.has(family) ? linked : linked[0]
}
