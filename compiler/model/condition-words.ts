import type { SnapshotAttributeTest, SnapshotOperators } from '../../schema/types.ts'
import { operandInWords } from '../../worker/words/values.ts'
import { instantInWords } from './instant-words.ts'
import type { StoredCondition } from './stored-condition.ts'

/** A condition as people say it: `country in NL, DE and (plan is pro or in group staff)`. Not fit for a terminal yet. */
export function conditionInWords(condition: StoredCondition): string {
  if ('all' in condition) return condition.all.map(inside).join(' and ') || 'always'
  if ('any' in condition) return condition.any.map(inside).join(' or ') || 'never'
  if ('not' in condition) return `not (${conditionInWords(condition.not)})`
  if ('group' in condition) return `in group ${condition.group.join(' or ')}`
  return testInWords(condition)
}

/** Within another condition, where `and` and `or` would run together. */
function inside(condition: StoredCondition): string {
  const words = conditionInWords(condition)
  return 'all' in condition || 'any' in condition ? `(${words})` : words
}

function testInWords({ attribute, test, negate, ...modifiers }: SnapshotAttributeTest): string {
  const operators = Object.entries(test).map(([name, operand]) => operatorInWords(name, operand))
  const all = operators.join(' and ')
  const said = [
    modifiers.ignoreCase ? 'ignoring case' : '',
    modifiers.parse ? 'parsed' : '',
    modifiers.loose ? 'loosely' : '',
  ]
  const how = said.filter((word) => word !== '').join(', ')
  return `${attribute} ${negate ? `not (${all})` : all}${how === '' ? '' : ` (${how})`}`
}

const words: Readonly<Partial<Record<keyof SnapshotOperators, string>>> = { equals: 'is', notEquals: 'is not' }

function operatorInWords(name: string, operand: unknown): string {
  if (name === 'exists') return operand === true ? 'exists' : 'is missing'
  const verb =
    words[name as keyof SnapshotOperators] ?? name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  if (name === 'equals' || name === 'notEquals') return `${verb} ${operandInWords(operand)}`
  if (name === 'before' || name === 'after') return `${verb} ${instantInWords(Number(operand))}`
  const list = Array.isArray(operand) ? operand : [operand]
  return `${verb} ${list.map(operandInWords).join(', ') || 'nothing'}`
}
