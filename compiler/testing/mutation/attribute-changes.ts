import type { SnapshotOperators } from '../../../schema/types.ts'
import type { AttributeTest } from '../../model/condition.ts'
import { operandInWords } from '../../../worker/words/values.ts'
import { instantInWords } from '../../model/instant-words.ts'
import { shorten } from '../../source/shorten.ts'
import { type Change, day, without } from './mutant.ts'
import { neighbours } from './version-neighbours.ts'

type Name = keyof SnapshotOperators

const long = 100

/** Operators that differ at one value only. */
const beside: Readonly<Partial<Record<Name, Name>>> = {
  greaterThan: 'greaterThanOrEquals',
  greaterThanOrEquals: 'greaterThan',
  lessThan: 'lessThanOrEquals',
  lessThanOrEquals: 'lessThan',
  semverGreaterThan: 'semverGreaterThanOrEquals',
  semverGreaterThanOrEquals: 'semverGreaterThan',
  semverLessThan: 'semverLessThanOrEquals',
  semverLessThanOrEquals: 'semverLessThan',
}

export function* attributeChanges(condition: AttributeTest): Generator<Change<AttributeTest>> {
  const { attribute, place, test } = condition
  const opposite = { ...condition, negate: !condition.negate }
  yield { becomes: opposite, words: `the opposite of \`${attribute}\``, place }
  for (const modifier of ['ignoreCase', 'parse', 'loose'] as const)
    if (condition[modifier])
      yield { becomes: { ...condition, [modifier]: false }, words: `\`${attribute}\` without \`${modifier}\``, place }
  for (const [name, operand] of Object.entries(test) as [Name, unknown][]) {
    const other = beside[name]
    if (other !== undefined && test[other] === undefined) {
      const { [name]: _, ...rest } = test
      const becomes = { ...condition, test: { ...rest, [other]: operand } }
      yield { becomes, words: `\`${attribute}\`: \`${other}\` instead of \`${name}\``, place }
    }
    for (const [value, words] of otherOperands(name, operand))
      yield { becomes: { ...condition, test: { ...test, [name]: value } }, words: `\`${attribute}\`: ${words}`, place }
  }
}

/** A list shorter by one of its items, or a value beside the one that is written. */
function otherOperands(name: Name, operand: unknown): (readonly [unknown, string])[] {
  if (Array.isArray(operand) && name !== 'equals' && name !== 'notEquals') return otherLists(name, operand)
  return otherValues(name, operand).map((value) => [value, `${shown(name, value)} instead of ${shown(name, operand)}`])
}

function otherLists(name: Name, list: readonly unknown[]): (readonly [unknown, string])[] {
  if (list.length > long) return halves(list)
  if (list.length > 1) return list.map((item, index) => [without(list, index), `leaving out ${shown(name, item)}`])
  // A pattern or an address that is changed blindly may be none.
  if (name === 'matches' || name === 'inCidr') return []
  return list.flatMap((item) =>
    otherValues('equals', item).map((value) => [[value], `${shown(name, value)} instead of ${shown(name, item)}`]),
  )
}

/** Each item alone would be one change too many. */
function halves(list: readonly unknown[]): (readonly [unknown, string])[] {
  const middle = list.length >> 1
  return [
    [list.slice(middle), `leaving out the first ${middle}`],
    [list.slice(0, middle), `leaving out the last ${list.length - middle}`],
  ]
}

function otherValues(name: Name, value: unknown): readonly unknown[] {
  if (name === 'exists') return [] // its opposite is there already
  if (name === 'before' || name === 'after') return [Number(value) - day, Number(value) + day]
  if (name.startsWith('semver')) return neighbours(String(value))
  if (typeof value === 'number') return name === 'equals' || name === 'notEquals' ? [value + 1] : [value - 1, value + 1]
  if (typeof value === 'string') return [`${value}~`]
  return typeof value === 'boolean' ? [!value] : []
}

function shown(name: Name, value: unknown): string {
  const instant = (name === 'before' || name === 'after') && typeof value === 'number'
  return `\`${shorten(instant ? instantInWords(value) : operandInWords(value), 60)}\``
}
