import * as fc from 'fast-check'
import type { SnapshotCondition, SnapshotOperators } from '../../../../schema/types.ts'

// Few names, few values: random contexts should meet random conditions about half of the time.

const texts = fc.constantFrom(
  '',
  'a',
  'A',
  'ab',
  'NL',
  'nl',
  '5',
  ' 5 ',
  '1.2.3',
  'v1.2',
  '1.2.3-rc',
  '10.0.0.1',
  '::1',
  '2027-01-01T00:00:00Z',
)
const numbers = fc.constantFrom(0, -1, 1, 5, 5.5, 1e21)
const scalars = fc.oneof(texts, numbers, fc.boolean())

const values = fc.oneof(
  { weight: 4, arbitrary: scalars },
  fc.array(scalars, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), scalars, { maxKeys: 2 }),
)

/** Contexts as JSON has them, over the attributes that `conditions` ask for. */
export const contexts = fc.dictionary(
  fc.constantFrom('a', 'b', 'a.b', 'targetingKey', '__proto__', 'constructor'),
  fc.oneof({ weight: 6, arbitrary: values }, fc.constant(null), fc.jsonValue()),
)

const many = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: 12 })
const versions = fc.constantFrom('1.2.3', '1.2.3-rc', '0.0.0', '2.0.0+b')
const instants = fc.constantFrom(0, Date.parse('2027-01-01T00:00:00Z'), -1)

const operators: fc.Arbitrary<SnapshotOperators> = fc
  .record(
    {
      equals: fc.oneof(scalars, fc.array(scalars), fc.dictionary(fc.constantFrom('a', 'b'), scalars)),
      notEquals: scalars,
      in: many(scalars),
      notIn: many(scalars),
      includesAny: many(scalars),
      includesAll: fc.array(scalars, { maxLength: 2 }),
      startsWith: many(texts),
      endsWith: many(texts),
      contains: many(texts),
      matches: fc.array(fc.constantFrom('^a', '5', String.raw`\d+\.`, 'nl'), { maxLength: 2 }),
      inCidr: fc.array(fc.constantFrom('10.0.0.0/8', '::/0', '::1'), { maxLength: 2 }),
      greaterThan: numbers,
      greaterThanOrEquals: numbers,
      lessThan: numbers,
      lessThanOrEquals: numbers,
      before: instants,
      after: instants,
      semverEquals: versions,
      semverNotEquals: versions,
      semverGreaterThan: versions,
      semverGreaterThanOrEquals: versions,
      semverLessThan: versions,
      semverLessThanOrEquals: versions,
      exists: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .chain((all) =>
    fc.subarray(Object.entries(all), {
      minLength: Math.min(1, Object.keys(all).length),
      maxLength: Math.min(2, Object.keys(all).length),
    }),
  )
  .map((chosen) => (chosen.length > 0 ? Object.fromEntries(chosen) : { exists: true }))

const modifier = fc.constant(true as const)

export const attributeTests = fc.record(
  {
    attribute: fc.constantFrom('a', 'b', 'a.b', 'targetingKey', '__proto__', 'constructor'),
    test: operators,
    ignoreCase: modifier,
    negate: modifier,
    parse: modifier,
    loose: modifier,
  },
  { requiredKeys: ['attribute', 'test'] },
)

/** Conditions over three groups, as a snapshot holds them. */
export const conditions: fc.Arbitrary<SnapshotCondition> = fc.letrec<{ condition: SnapshotCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    { weight: 4, arbitrary: attributeTests },
    fc.record({ group: fc.array(fc.nat({ max: 2 }), { maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition
