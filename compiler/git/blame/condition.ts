import { canonicalJson } from '../../model/canonical-json.ts'
import { instantOf, isMap, nameOf, type Plain, textOf } from './meaning.ts'

/** A condition, whichever of its short forms is written, and in whatever order. */
export function conditionOf(written: unknown): string | undefined {
  return isMap(written) ? wholeOf(written) : textOf(written)
}

function wholeOf(written: Plain): string {
  const entries = Object.entries(written).map(([name, value]) => entryOf(name, value))
  return entries.length === 1 ? (entries[0] ?? '') : together('all', entries)
}

/** `all` and `any` mean the same in every order. */
function together(how: 'all' | 'any', conditions: readonly string[]): string {
  return `${how}(${[...conditions].sort().join(' ')})`
}

function entryOf(name: string, value: unknown): string {
  if ((name === 'all' || name === 'any') && Array.isArray(value)) {
    const conditions = value.map((one) => conditionOf(one) ?? '')
    return conditions.length === 1 ? (conditions[0] ?? '') : together(name, conditions)
  }
  if (name === 'not' && isMap(value)) return `not(${wholeOf(value)})`
  if (name === 'group') return `group(${canonicalJson([...new Set(listed(value).map(nameOf))].sort())})`
  const attribute = name.startsWith('.') ? name.slice(1) : name
  return `${JSON.stringify(attribute)}(${testOf(value)})`
}

function testOf(value: unknown): string {
  if (!isMap(value)) return operatorOf(Array.isArray(value) ? 'in' : 'equals', value)
  return Object.entries(value)
    .filter(([word, operand]) => !(modifiers.has(word) && operand === false))
    .map(([word, operand]) => operatorOf(word, operand))
    .sort()
    .join(' ')
}

const modifiers: ReadonlySet<string> = new Set(['ignoreCase', 'negate', 'parse', 'loose'])
/** Operators that ask for one of a list. */
const choosing = new Map([
  ['in', 'equals'],
  ['notIn', 'notEquals'],
])
const timed: ReadonlySet<string> = new Set(['before', 'after'])

function operatorOf(word: string, operand: unknown): string {
  const plain = choosing.get(word)
  const list = listed(operand)
  if (plain !== undefined && list.length === 1) return `${plain}:${textOf(list[0])}`
  if (timed.has(word)) return `${word}:${instantOf(operand)}`
  if (!Array.isArray(operand)) return `${word}:${textOf(operand)}`
  const items = [...new Set(operand.map((item) => canonicalJson(item)))].sort()
  return `${word}:${items.length === 1 ? items[0] : `[${items.join(',')}]`}`
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}
