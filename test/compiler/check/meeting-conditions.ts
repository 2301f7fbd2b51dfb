import * as fc from 'fast-check'
import type { SnapshotOperators } from '../../../schema/types.ts'

// Conditions over few attributes and few operands, so that they meet: one implies, excludes or just misses another. And
// values for the attributes that lie on, beside and between the operands.

/** A condition as the flag files write it. */
export interface Written {
  readonly [name: string]: unknown
}

const scalars = ['nl', 'NL', 'nlx', 'de', '5', ' 6 ', '', 5, 6, 7.5, true, false] as const
const texts = ['n', 'nl', 'NL', 'l', 'x', 'nlx', ''] as const
const versions = ['1.0.0-rc.1', '1.0.0', '1.2.0', '2.0.0'] as const
const instants = [
  '2026-07-01T00:00:00Z',
  '2026-07-01T00:00:00.001Z',
  '2026-07-01T00:00:00.002Z',
  '2027-01-01T00:00:00Z',
]
const ranges = ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '::/0', '2001:db8::/32', '2001:db8::1'] as const
const patterns = ['^nl', 'x$', 'l', '^5'] as const
export const attributeNames = ['a', 'b.c']
export const groupNames = ['beta', 'staff', 'eu']

function some<T>(from: readonly T[], minLength = 0): fc.Arbitrary<T[]> {
  return fc.subarray([...from], { minLength, maxLength: 3 })
}

const numbers = fc.constantFrom(5, 6, 7.5)
const version = fc.constantFrom(...versions)

const operator: fc.Arbitrary<Partial<Record<keyof SnapshotOperators, unknown>>> = fc.oneof(
  fc.record({ equals: fc.oneof(fc.constantFrom(...scalars), fc.constantFrom(['nl'], ['nl', 5], { a: 1 })) }),
  fc.record({ notEquals: fc.oneof(fc.constantFrom(...scalars), fc.constantFrom(['nl'], { a: 1 })) }),
  fc.record({ in: some(scalars) }),
  fc.record({ notIn: some(scalars) }),
  fc.record({ includesAny: some(scalars, 1) }),
  fc.record({ includesAll: some(scalars, 1) }),
  fc.record({ startsWith: some(texts, 1) }),
  fc.record({ endsWith: some(texts, 1) }),
  fc.record({ contains: some(texts, 1) }),
  fc.record({ matches: some(patterns, 1) }),
  fc.record({ greaterThan: numbers }),
  fc.record({ greaterThanOrEquals: numbers }),
  fc.record({ lessThan: numbers }),
  fc.record({ lessThanOrEquals: numbers }),
  fc.record({ before: fc.constantFrom(...instants) }),
  fc.record({ after: fc.constantFrom(...instants) }),
  fc.record({ semverEquals: version }),
  fc.record({ semverNotEquals: version }),
  fc.record({ semverGreaterThan: version }),
  fc.record({ semverGreaterThanOrEquals: version }),
  fc.record({ semverLessThan: version }),
  fc.record({ semverLessThanOrEquals: version }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ inCidr: some(ranges, 1) }),
)

const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
const modifier = (name: string): fc.Arbitrary<object> => rarely.map((on) => (on ? { [name]: true } : {}))

const operators = fc
  .tuple(
    fc.array(operator, { minLength: 1, maxLength: 2 }),
    modifier('ignoreCase'),
    modifier('negate'),
    modifier('parse'),
    modifier('loose'),
  )
  .map(([given, ...modifiers]): object => Object.assign({}, ...given, ...modifiers))

const attributeTest: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom(...attributeNames), operators)
  .map(([name, test]) => ({ [name]: test }))

export const condition: fc.Arbitrary<Written> = fc.letrec<{ condition: Written }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: attributeTest },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
    { weight: 1, arbitrary: fc.record({ group: fc.constantFrom(...groupNames) }) },
  ),
})).condition

const words = [
  'nl',
  'NL',
  'Nl',
  'nlx',
  'de',
  'nl-x',
  'an',
  'x',
  'lx',
  '',
  '5',
  ' 5',
  '6',
  ' 6 ',
  '5.5',
  '7.5',
  '8',
  '4',
]
const near = ['0.9.0', '1.0.0-rc.0', '1.0.0-z', '1.0.0+b', '1.1.0', '1.2', 'v1.2.0', '1.5.0', 'v3', ...versions]
const times = ['2026-06-30T23:59:59.999Z', '2026-07-01T02:00:00+02:00', '2026-09-01T00:00:00Z', ...instants]
const addresses = [
  '10.0.0.1',
  '10.1.0.1',
  '10.1.2.3',
  '::ffff:10.1.2.3',
  '11.0.0.1',
  '2001:db8::1',
  '2001:db8::2',
  '::1',
]

const text = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...near),
  fc.constantFrom(...times),
  fc.constantFrom(...addresses),
  fc.array(fc.constantFrom('n', 'N', 'l', 'L', 'x'), { maxLength: 4 }).map((letters) => letters.join('')),
)

/** What an application might send for one attribute, and undefined for nothing. */
export const attributeValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(4, 5, 5.5, 6, 7, 7.5, 8, -1e300, 1e300) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(undefined, undefined, null, true, false) },
  { weight: 3, arbitrary: fc.array(fc.oneof(fc.constantFrom<unknown>(...scalars, null), text), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>({}, { a: 1 }, { a: 2 }, { c: 5 }) },
)
