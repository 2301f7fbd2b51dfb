import { describe, expect, test } from 'vitest'
import { at, flagTests } from '../../support/flag-tests.ts'

const flags = `environments: { staging: {}, production: {} }
users: { alice: {}, bob: {} }
attributes: { country: { type: string }, account.plan: { type: string } }
flags:
  parent: { description: d, owner: w, assignments: { production: everyone } }
  child:
    description: d
    owner: w
    dependsOn: [parent]
    assignments: { production: [{ user: alice }] }
  price:
    description: d
    owner: w
    type: integer
    variants: { low: 1, high: 2 }
    off: low
    expires: 2027-03-31T00:00:00Z
    assignments: { production: [{ group: nobody }] }
groups: { nobody: { description: d } }
`

async function read(tests: string) {
  const { cases, diagnostics } = await flagTests(flags, tests)
  return { cases, told: diagnostics.map(({ code, message, where }) => `${at(where)} ${code}: ${message}`) }
}

describe('a test is spread out into cases', () => {
  test('of which the test is one when it has no table and no matrix', async () => {
    const { cases, told } = await read(`tests:
  - { name: Alice has it, flag: child, environment: production, user: alice, expect: on }
`)
    expect(told).toEqual([])
    expect(cases).toMatchObject([
      { name: 'Alice has it', flag: { key: 'child' }, context: { targetingKey: 'alice' }, expected: { variant: 'on' } },
    ])
  })

  test('a line says more than its test, the test more than the defaults, and contexts join', async () => {
    const { cases } =
      await read(`defaults: { flag: child, environment: staging, user: bob, context: { a: 1, b: 1, c: 1 } }
tests:
  - name: t
    environment: production
    context: { b: 2, c: 2 }
    cases:
      - { context: { c: 3 }, expect: off }
      - { user: null, expect: on }
`)
    expect(cases).toMatchObject([
      { name: 't (c 3)', context: { a: 1, b: 2, c: 3, targetingKey: 'bob' } },
      { name: 't (user none)', environment: { key: 'production' } },
    ])
    expect(cases[1]?.context).toEqual({ a: 1, b: 2, c: 2 })
    expect(cases.map(({ place }) => at(place))).toEqual(['7:9', '8:9'])
  })

  test('a matrix is every combination, of every line too', async () => {
    const { cases } = await read(`tests:
  - name: t
    flag: child
    matrix: { environment: [staging, production], context: { country: [NL, BE, null] } }
    cases: [{ user: alice, expect: on }, { user: bob, expect: off }]
`)
    expect(cases.map(({ name }) => name).slice(0, 4)).toEqual([
      't (environment staging, user alice, country NL)',
      't (environment staging, user alice, country BE)',
      't (environment staging, user alice, country none)',
      't (environment production, user alice, country NL)',
    ])
    expect(cases).toHaveLength(12)
  })

  test('an instant and a pinned bucket are read to the millisecond and to the thousandth', async () => {
    const { cases } = await read(`defaults: { flag: price, environment: production, at: 2027-03-30T23:59:59.999+00:00 }
tests:
  - { name: one for both, bucket: 12.5, expect: low }
  - { name: one each, bucket: { rollout: 1.005, weights: 99.999 }, expect: low }
`)
    expect(cases).toMatchObject([
      { now: Date.parse('2027-03-31T00:00:00Z') - 1, pins: { rollout: 12_500, weights: 12_500 } },
      { pins: { rollout: 1005, weights: 99_999 } },
    ])
  })
})

describe('what cannot be asked is said at its place', () => {
  const line = (fields: string) => `tests:\n  - { name: t, ${fields} }\n`
  test.each([
    ['flag: chidl, environment: production, expect: on', '2:22 test-unknown-name: there is no flag `chidl`'],
    ['flag: child, environment: prod, expect: on', '2:42 test-unknown-name: there is no environment `prod`'],
    ['flag: child, environment: production, expect: yes', '2:62 test-unknown-answer: `child` has no variant `yes`'],
    [
      'flag: child, environment: production, expect: { value: 1 }',
      '2:71 test-unknown-answer: no variant of `child` has the value `1`',
    ],
    [
      'flag: child, environment: production, expect: { variant: off, value: true }',
      '2:85 test-unknown-answer: the variant `off` of `child` has another value than `true`',
    ],
    [
      'flag: child, environment: production, expect: { blockedBy: price }',
      '2:75 test-unknown-answer: `child` does not depend on `price`',
    ],
    ['environment: production, expect: on', '2:5 test-incomplete: this test does not say which flag it is about'],
    ['flag: child, environment: production', '2:5 test-incomplete: `t` does not say what it expects'],
    [
      'flag: child, environment: production, expect: on, user: alcie',
      '2:72 test-doubtful-context: there is no user `alcie`, so this test is about a stranger',
    ],
    [
      'flag: child, environment: production, expect: on, context: { contry: NL }',
      '2:77 test-doubtful-context: there is no attribute `contry`',
    ],
    [
      'flag: price, environment: production, expect: low',
      '2:5 test-without-instant: `t` does not say when: the answer of `price` in production changes with time',
    ],
    [
      'flag: price, environment: production, expect: low, at: 2027-01-01',
      '2:71 test-instant: `2027-01-01` is not an instant',
    ],
    [
      'flag: child, enviroment: production, expect: on',
      '2:29 unknown-field: test `t`: `enviroment` is not a field of a test',
    ],
    [
      'flag: child, environment: production, expect: true',
      '2:62 wrong-type: test `t`: `expect` must be the name of a variant or a map, but is `true`',
    ],
    [
      'flag: child, environment: production, expect: { reason: SPLITT }',
      '2:72 value-not-allowed: test `t`: `reason` cannot be the text `SPLITT`',
    ],
    [
      'flag: child, environment: production, expect: on, bucket: 100',
      '2:74 out-of-range: test `t`: `bucket` must be at most 99.999',
    ],
  ])('%s', async (fields, expected) => {
    expect((await read(line(fields))).told).toEqual([expected])
  })

  test('once, however many cases share it', async () => {
    const { told } = await read(`defaults: { flag: chidl, environment: production }
tests:
  - { name: a, expect: on, matrix: { user: [alice, bob] } }
  - { name: b, expect: on }
`)
    expect(told).toEqual(['1:19 test-unknown-name: there is no flag `chidl`'])
  })

  test('and the other tests of the file are still read', async () => {
    const { cases, told } = await read(`tests:
  - { name: a, flags: child }
  - { name: b, flag: child, environment: production, expect: off }
`)
    expect(told).toHaveLength(1)
    expect(cases.map(({ name }) => name)).toEqual(['b'])
  })

  test.each([
    [
      'test: []\n',
      [
        '1:1 unknown-section: `test` is not a section of a file of flag tests',
        '1:1 missing-field: `flags/all.test.yaml` has no tests',
      ],
    ],
    ['- name: t\n', ['1:1 wrong-type: a file of flag tests is a map, but this is a list']],
    ['tests:\n', ['1:1 wrong-type: `tests` must be a list, but is nothing']],
    ['', []],
    ['tests: &a [*a]\n', undefined],
    ['tests: [1, null, [], { name: { a: b } }]\n', undefined],
    [
      'defaults: 5\ntests: [{ name: t, context: { __proto__: 1, constructor: 2 }, matrix: { context: { __proto__: [1] } } }]\n',
      undefined,
    ],
  ])('a file that says %j', async (text, expected) => {
    const { cases, told } = await read(text)
    expect(cases).toEqual([])
    if (expected) expect(told).toEqual(expected)
    else expect(told.length).toBeGreaterThan(0)
  })

  test('a matrix without end is refused before it is spread out', async () => {
    const list = `[${Array.from({ length: 1000 }, (_, index) => index).join(', ')}]`
    const { cases, told } = await read(`tests:
  - name: t
    flag: child
    environment: production
    expect: on
    matrix: { context: { a: ${list}, b: ${list}, c: ${list} } }
`)
    expect(cases).toEqual([])
    expect(told).toEqual(['6:5 test-too-many-cases: with 1,000,000,000 cases of `t` there are more than 100,000'])
  })
})
