import * as fc from 'fast-check'

// Conditions and shares for random flag files: every operator, and operands that a database could spell otherwise.

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 })
const texts = ['NL', 'DE', 'ann', '', '\u{1f600} “x”', '__proto__', 'a"\\b', "O'Hara", '${x}']
const numbers = [0, 1, 1.5, -2, 0.1, 1e21, 1e-7, 123456789012345.6]
const versions = ['1.0.0', '2.10.3-rc.1+build', '0.0.1']
const instants = ['2026-07-01T00:00:00Z', '2026-07-01T02:00:00.001+02:00', '2027-01-01T00:00:00Z']

const text = fc.constantFrom(...texts)
const number = fc.constantFrom(...numbers)
const some = fc.uniqueArray(text, { minLength: 1, maxLength: 3 })
const shape = fc.constantFrom({ b: 1, a: ['x', 2.5] }, { 10: true, 9: { d: 0, c: 'é' } }, ['z', 'a'], [[1], {}])

const modifiers = fc.record({ negate: maybe(fc.constant(true)), ignoreCase: maybe(fc.constant(true)) })

const operators = fc.oneof(
  fc.record({ equals: fc.oneof(text, number, fc.boolean(), shape) }),
  fc.record({ notEquals: fc.oneof(text, shape) }),
  fc.record({ in: fc.oneof(some, fc.uniqueArray(number, { minLength: 1, maxLength: 3 })) }),
  fc.record({ notIn: some, startsWith: fc.constantFrom('N', ['N', 'D']) }),
  fc.record({ endsWith: some, contains: text }),
  fc.record({ matches: fc.constantFrom('^N[A-Z]$', ['a+', '\\d']) }),
  fc.record({ greaterThan: number, lessThanOrEquals: number, parse: maybe(fc.constant(true)) }),
  fc.record({ before: fc.constantFrom(...instants) }),
  fc.record({ after: fc.constantFrom(...instants) }),
  fc.record({ semverGreaterThanOrEquals: fc.constantFrom(...versions), semverLessThan: fc.constantFrom(...versions) }),
  fc.record({ semverEquals: fc.constantFrom('v1.2', '2'), loose: fc.constant(true) }),
  fc.record({ includesAny: some }),
  fc.record({ includesAll: fc.oneof(text, some) }),
  fc.record({ inCidr: fc.constantFrom('10.0.0.0/8', ['2001:db8::/32', '192.0.2.7']) }),
  fc.record({ exists: fc.boolean() }),
)

const test = fc.oneof(
  text,
  number,
  some,
  fc.tuple(operators, modifiers).map(([how, more]) => ({ ...how, ...more })),
)
const attribute = fc.constantFrom('country', 'age', 'account.plan', 'targetingKey', 'toString')

/** A condition as it is written; may ask for these groups, when there are some. */
export function conditions(groups: readonly string[]): fc.Arbitrary<object> {
  const { condition } = fc.letrec<{ condition: object }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      fc.dictionary(attribute, test, { minKeys: 1, maxKeys: 3 }),
      ...(groups.length > 0 ? [fc.record({ group: fc.subarray([...groups], { minLength: 1 }) })] : []),
      fc.record({ all: fc.array(tie('condition'), { maxLength: 2 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 2 }) }),
      fc.record({ not: tie('condition'), country: fc.constantFrom('NL', 'DE') }),
    ),
  }))
  return condition
}

const percent = fc.constantFrom(0, 0.001, 12.5, 33.333, 50, 99.999, 100)

/** A rollout as it is written, in each of its shapes. */
export const rollouts = fc.oneof(
  percent,
  fc.tuple(percent, percent).map(([first, second]) => [
    { at: instants[0], percent: first },
    { at: instants[2], percent: second },
  ]),
  fc.record({ from: maybe(percent), to: percent, starts: fc.constant(instants[1]), ends: fc.constant(instants[2]) }),
)

/** Weights of two of these variants, or of one. */
export function weights(...variants: readonly string[]): fc.Arbitrary<object> {
  return fc
    .tuple(fc.shuffledSubarray([...variants], { minLength: 2, maxLength: 2 }), percent)
    .map(([[one = '', other = ''], share]) => ({ [one]: share, [other]: Math.round(100_000 - share * 1000) / 1000 }))
}

/** What rollouts and weights are shuffled with and go by, as a flag or an assignment may say it. */
export const bucketing = fc.record({
  salt: maybe(fc.constantFrom('s', 'another salt')),
  bucketBy: maybe(fc.constantFrom('company', 'targetingKey')),
})
