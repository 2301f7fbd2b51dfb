import type { OperatorsInput } from '../../schema/types.ts'
import type { Attribute } from '../model/model.ts'

export type Modifier = 'ignoreCase' | 'negate' | 'parse' | 'loose'
export type Operator = Exclude<keyof OperatorsInput, Modifier>

/** What kind of operand an operator takes. */
export type Family =
  | 'value'
  | 'scalars'
  | 'items'
  | 'texts'
  | 'patterns'
  | 'ranges'
  | 'number'
  | 'instant'
  | 'version'
  | 'presence'

export const families: Readonly<Record<Operator, Family>> = {
  equals: 'value',
  notEquals: 'value',
  in: 'scalars',
  notIn: 'scalars',
  includesAny: 'items',
  includesAll: 'items',
  startsWith: 'texts',
  endsWith: 'texts',
  contains: 'texts',
  matches: 'patterns',
  inCidr: 'ranges',
  greaterThan: 'number',
  greaterThanOrEquals: 'number',
  lessThan: 'number',
  lessThanOrEquals: 'number',
  before: 'instant',
  after: 'instant',
  semverEquals: 'version',
  semverNotEquals: 'version',
  semverGreaterThan: 'version',
  semverGreaterThanOrEquals: 'version',
  semverLessThan: 'version',
  semverLessThanOrEquals: 'version',
  exists: 'presence',
}

export const operators = Object.keys(families) as readonly Operator[]

/** Families whose operand is a list, though a single one may be written without brackets. */
export const listed: ReadonlySet<Family> = new Set(['scalars', 'items', 'texts', 'patterns', 'ranges'])

const modifiers: ReadonlySet<string> = new Set<Modifier>(['ignoreCase', 'negate', 'parse', 'loose'])

export function isModifier(word: string): word is Modifier {
  return modifiers.has(word)
}

type AttributeType = Attribute['type']

const texts: readonly AttributeType[] = ['string', 'semver', 'instant', 'ip']
const scalars: readonly AttributeType[] = [...texts, 'integer', 'float', 'boolean', 'list']

/** The types of attributes that operators of a family can be asked of. */
export const takes: Readonly<Record<Family, readonly AttributeType[]>> = {
  value: [...scalars, 'object'],
  scalars,
  items: ['list'],
  texts,
  patterns: texts,
  ranges: ['ip'],
  number: ['integer', 'float'],
  instant: ['instant'],
  version: ['semver'],
  presence: [...scalars, 'object'],
}

/** Greater, greater or equal, less, less or equal, equal, other: how each type is compared. */
const comparisons: Readonly<Partial<Record<AttributeType, readonly Operator[]>>> = {
  float: ['greaterThan', 'greaterThanOrEquals', 'lessThan', 'lessThanOrEquals', 'equals', 'notEquals'],
  instant: ['after', 'after', 'before', 'before', 'equals', 'notEquals'],
  semver: [
    'semverGreaterThan',
    'semverGreaterThanOrEquals',
    'semverLessThan',
    'semverLessThanOrEquals',
    'semverEquals',
    'semverNotEquals',
  ],
}

/** The operator that asks the same of an attribute of that type; undefined when there is none. */
export function operatorFor(operator: Operator, type: AttributeType): Operator | undefined {
  if (type === 'list' && operator === 'contains') return 'includesAny'
  if (type !== 'list' && operator === 'includesAny') return 'in'
  const row = Object.values(comparisons).find((operators) => operators.includes(operator))
  const better = comparisons[type === 'integer' ? 'float' : type]?.[row?.indexOf(operator) ?? -1]
  return better === operator ? undefined : better
}
