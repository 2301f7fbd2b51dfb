import { describe, expect, test } from 'vitest'
import { front } from '../front.ts'

function said(yaml: string): string[] {
  return front(yaml).diagnostics.map(({ code, message, help }) => `${code}: ${message} | ${help}`)
}

const flag = (fields: string) => `flags: { a: { ${fields} } }`
const assignment = (fields: string) => flag(`assignments: { production: [{ ${fields} }] }`)
const when = (condition: string) => assignment(`when: ${condition}`)

function expectOne(yaml: string, code: string, sentence: string): void {
  const sentences = said(yaml)
  expect(sentences).toHaveLength(1)
  expect(sentences[0]?.startsWith(`${code}: `), sentences[0]).toBe(true)
  expect(sentences[0]).toContain(sentence)
}

describe('operators', () => {
  test.each([
    ['{ v: { semverGreaterThn: 2.3.0 } }', 'did you mean `semverGreaterThan`?'],
    ['{ v: { gte: 5 } }', 'did you mean `greaterThanOrEquals`?'],
    ['{ v: { gt: 2.3.0 } }', 'did you mean `semverGreaterThan`?'],
    ['{ v: { gt: 2027-01-01T00:00:00Z } }', 'did you mean `after`?'],
    ['{ v: { "!=": a } }', 'did you mean `notEquals`?'],
    ['{ v: { starts_with: a } }', 'did you mean `startsWith`?'],
    ['{ v: { regex: a } }', 'did you mean `matches`?'],
    ['{ v: { not: { equals: 1 } } }', 'write `not: { v: … }`, or add `negate: true`'],
    ['{ v: { or: [{ equals: 1 }] } }', '`any` stands outside, beside the attributes: `any: [{ v: … }, …]`'],
    ['{ account: { plan: pro } }', 'for a part of `account` write `account.plan: …`; operators are equals, notEquals'],
  ])('%s: %s', (condition, help) => expectOne(when(condition), 'unknown-operator', help))

  test.each([
    [
      'semverGreaterThan: 2.3',
      'a version such as `2.3.0`, but is given the number `2.3` | write all three parts: `2.3.0`',
    ],
    ['semverGreaterThan: 2.1', 'mind that YAML reads `2.10` as 2.1'],
    ['semverGreaterThan: 2', 'write all three parts: `2.0.0`'],
    ['greaterThan: "5"', '`greaterThan` takes a number, but is given the text `5` | take the quotes away: `5`'],
    ['greaterThan: 2.3.0', 'did you mean `semverGreaterThan`?'],
    ['lessThan: 2027-01-01', 'did you mean `before`?'],
    ['in: NL', '`in` takes a list of values, but is given the text `NL` | write a list: `[NL]`'],
    ['in: [NL, null]', 'take it out; whether something is there is asked with `exists`'],
    ['equals: null', 'to ask whether `v` is missing write `v: { exists: false }`'],
    [
      'startsWith: 5',
      "`startsWith` takes text or a list of texts, but is given the number `5` | put it in quotes: `'5'`",
    ],
    ['startsWith: [a, 5]', 'item 2 of `startsWith` is the number `5`'],
    ['before: 2027', 'write date, time and offset, such as `2027-03-31T00:00:00Z`'],
    ['exists: yes', 'did you mean `true`?'],
    ['ignoreCase: yes, equals: a', '`ignoreCase` takes `true` or `false`'],
  ])('%s is told what it takes', (test, sentence) => expectOne(when(`{ v: { ${test} } }`), 'wrong-type', sentence))
})

describe('conditions', () => {
  test.each([
    ['{ v: }', 'must be a value, a list of values or operators, but is nothing | to ask whether `v` is missing'],
    ['{ v: [a, null] }', 'item 2 of `v` must be text, a number or `true` or `false`, but is nothing | take it out'],
    ['country', '`when` must be a map, but is the text `country` | write an attribute and what it must be'],
    ['[{ a: 1 }]', 'write `when: { all: […] }` when all of them must hold, `when: { any: […] }` when one is enough'],
    ['{ all: { a: 1 } }', '`all` must be a list, but is a map | write a list'],
    ['{ any: [a] }', 'item 1 of `any` must be a map, but is the text `a` | write an attribute'],
    ['{ not: [{ a: 1 }] }', 'write `not: { all: […] }`'],
    ['{ or: [{ a: 1 }, { b: 2 }] }', 'conditions are not combined with `or` | did you mean `any`?'],
    ['{ and: [{ a: 1 }] }', 'conditions are not combined with `and` | did you mean `all`?'],
    ['{ group: 5 }', '`group` must be the key of a group, or a list of keys'],
  ])('%s', (condition, sentence) => expectOne(when(condition), 'wrong-type', sentence))

  test('an attribute without a name', () => {
    expectOne(when('{ "": 1 }'), 'out-of-range', 'the name of an attribute is empty')
  })

  test('what leads into the insides of JavaScript is refused at its place', () => {
    for (const yaml of [when('{ __proto__: 1 }'), when('{ a: { equals: { b: { __proto__: 1 } } } }')])
      expectOne(yaml, 'reserved-key', '`__proto__` cannot be a key here')
    expectOne('groups: { g: { when: { __proto__: 1 } } }', 'reserved-key', 'group `g`')
    expectOne(flag('schema: { properties: { __proto__: {} } }'), 'reserved-key', 'flag `a`')
    expectOne('assignments: { p: { a: [{ when: { __proto__: 1 } }] } }', 'reserved-key', 'flag `a`')
  })

  test('attributes may have the names of operators, and environments the name of a field', () => {
    expect(said(when('{ in: [a, b], equals: { greaterThan: 5 }, constructor: a }'))).toEqual([])
    expect(said(flag('assignments: { when: [{ everyone: true, serve: { in: 50, on: 50 } }] }'))).toEqual([])
  })
})

describe('rollouts and weights', () => {
  test.each([
    ['rollout: 10%', 'a percentage, a list of steps or a ramp, but is the text `10%` | write the number alone: `10`'],
    ['rollout: "10"', 'take the quotes away: `10`'],
    ['rollout: true', 'such as `rollout: 10`, for 10 percent'],
    ['rollout: [10]', 'write `rollout: 10`; steps are `{ at: 2027-03-31T00:00:00Z, percent: 10 }`'],
    ['rollout: { percent: 10 }', 'write `rollout: 10`'],
    ['rollout: { at: 2027-01-01T00:00:00Z, percent: 5 }', 'the steps of a `rollout` are a list'],
    ['rollout: [{ at: 2027-01-01T00:00:00Z, percent: 5% }]', 'write the number alone: `5`'],
    ['serve: true', 'the name of a variant, or weights, but is `true` | did you mean the variant `on`?'],
    ['serve: [{ a: 50 }]', 'weights are a map from variants to percentages'],
    ['serve: { a: 50% }', 'write the number alone: `50`'],
  ])('%s', (fields, sentence) => expectOne(assignment(fields), 'wrong-type', sentence))

  test.each([
    ['rollout: 101', 'must be at most 100 | percentages go from 0 to 100'],
    ['rollout: -1', 'must be at least 0'],
    ['rollout: []', 'must not be empty'],
    ['serve: {}', 'must not be empty'],
    ['serve: { a: 101 }', 'must be at most 100'],
    ['salt: ""', 'must not be empty'],
  ])('%s is out of range', (fields, sentence) => expectOne(assignment(fields), 'out-of-range', sentence))

  test('a step needs its instant and its percentage', () => {
    const sentence = 'a rollout step needs `percent`'
    expectOne(assignment('rollout: [{ at: 2027-01-01T00:00:00Z }]'), 'missing-field', sentence)
  })
})

test.each([
  [assignment('if: { a: 1 }'), 'did you mean `when`?'],
  [assignment('percentage: 5'), 'did you mean `rollout`?'],
  [assignment('weights: { a: 1 }'), 'did you mean `serve`?'],
  [assignment('country: NL'), 'conditions stand under `when:`, such as `when: { country: … }`'],
  ['groups: { g: { plan: { equals: pro } } }', 'conditions stand under `when:`'],
  ['groups: { g: { users: [a] } }', 'did you mean `members`?'],
  ['attributes: { a: { type: string, values: [a] } }', 'did you mean `enum`?'],
])('words of other tools: %s', (yaml, help) => expectOne(yaml, 'unknown-field', help))

test.each([
  ['attributes: { a: string }', 'wrong-type', 'write `{ type: string }`'],
  ['attributes: { a: }', 'wrong-type', 'write `a: { type: string }`, or another type'],
  ['attributes: { a: { type: int } }', 'value-not-allowed', 'did you mean `integer`?'],
  ['attributes: { a: {} }', 'missing-field', 'an attribute needs `type`'],
  ['attributes: { a: { type: string, enum: a } }', 'wrong-type', 'write a list: `[a]`'],
  ['attributes: { "": { type: string } }', 'out-of-range', 'the name of an attribute is empty'],
  ['atributes: {}', 'unknown-section', 'did you mean `attributes`?'],
])('%s', (yaml, code, sentence) => expectOne(yaml, code, sentence))
