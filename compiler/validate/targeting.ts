import schema from '../../schema/input/flags.schema.json' with { type: 'json' }
import type { Path } from '../source/source.ts'

const words = schema.definitions.operators.properties
const modifiers: ReadonlySet<string> = new Set(['ignoreCase', 'negate', 'parse', 'loose'])

/** Operators and modifiers, as the schema lists them. */
export const operators = Object.keys(words).filter((word) => !modifiers.has(word))

/** The operator whose operand, or an item of whose operand, stands at the path; undefined when it is something else. */
export function operatorAt(path: Path): string | undefined {
  const [attribute, word] = path.filter((step) => typeof step === 'string').slice(-2)
  if (attribute === undefined || word === undefined || !isTargeting(path)) return undefined
  return attribute !== 'when' && attribute !== 'not' && Object.hasOwn(words, word) ? word : undefined
}

/** Inside a condition: of a group, or of an assignment. An environment may be called `when` too. */
export function isTargeting(path: Path): boolean {
  return path.some((step, index) => step === 'when' && typeof (path[index - 1] ?? 0) === 'number')
}

/** The attribute that a test at the path is about. */
export function attributeAt(path: Path): string | undefined {
  const names = path.filter((step) => typeof step === 'string')
  return operatorAt(path) === undefined ? names.at(-1) : names.at(-2)
}

/** What an operator takes, in words. */
export function operandOf(operator: string): string {
  if (operator.startsWith('semver')) return 'a version such as `2.3.0`'
  return operands.get(operator) ?? 'a number'
}

const text = 'text or a list of texts'
const list = 'a list of values'
const operands = new Map([
  ['equals', 'a value'],
  ['notEquals', 'a value'],
  ['in', list],
  ['notIn', list],
  ['includesAny', 'a value or a list of values'],
  ['includesAll', 'a value or a list of values'],
  ['startsWith', text],
  ['endsWith', text],
  ['contains', text],
  ['matches', 'a regular expression, as text, or a list of them'],
  ['inCidr', 'a range such as `10.0.0.0/8`, or a list of ranges'],
  ['before', 'an instant such as `2027-03-31T00:00:00Z`'],
  ['after', 'an instant such as `2027-03-31T00:00:00Z`'],
  ['exists', '`true` or `false`'],
  ...[...modifiers].map((modifier) => [modifier, '`true` or `false`'] as const),
])
