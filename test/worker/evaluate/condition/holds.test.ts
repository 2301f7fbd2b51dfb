import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SnapshotCondition, SnapshotOperators } from '../../../../schema/types.ts'
import { type GroupAnswers, holds } from '../../../../worker/evaluate/condition/holds.ts'
import { plainContext } from '../../../../worker/evaluate/condition/path.ts'
import { readCondition } from '../../../../worker/evaluate/condition/read.ts'
import { type AttributeTrace, traceCondition } from '../../../../worker/evaluate/condition/trace.ts'
import { attributeTests, conditions, contexts } from './arbitrary.ts'

const someGroups: GroupAnswers = { inGroup: (index) => index === 1 }

const asked = (json: SnapshotCondition, context: unknown): boolean =>
  holds(readCondition(json, 3), plainContext(context), someGroups)

/** What one map of operators comes to for a value; undefined is a missing attribute. */
function outcome(operators: SnapshotOperators, value: unknown, modifiers: object = {}): string {
  const json = { attribute: 'a', test: operators, ...modifiers }
  const context = value === undefined ? {} : { a: value }
  const traced = traceCondition(readCondition(json, 0), context, someGroups)
  expect(asked(json, context)).toBe(traced.outcome === 'true')
  return traced.outcome
}

const long = Array.from({ length: 1000 }, (_, index) => `user-${index}`)

test.each<[SnapshotOperators, unknown, string]>([
  [{ equals: 5 }, '5', 'unfit'],
  [{ equals: 5 }, [5], 'unfit'],
  [{ equals: [5] }, 5, 'unfit'],
  [{ equals: [5] }, [5], 'true'],
  [{ equals: {} }, [], 'unfit'],
  [{ equals: [] }, {}, 'unfit'],
  [{ equals: { a: 1 } }, { a: 2 }, 'false'],
  [{ notEquals: 5 }, 6, 'true'],
  [{ notEquals: 5 }, 'five', 'unfit'],
  [{ notEquals: 5 }, undefined, 'unfit'],
  [{ in: [] }, 'x', 'false'],
  [{ notIn: [] }, 'x', 'true'],
  [{ in: ['a', 1] }, true, 'unfit'],
  [{ in: ['a', 1] }, 2, 'false'],
  [{ in: ['a'] }, {}, 'unfit'],
  [{ in: ['a'] }, ['b', 'a'], 'true'],
  [{ in: ['a'] }, [], 'false'],
  [{ notIn: ['a'] }, [], 'true'],
  [{ notIn: ['a'] }, ['b', 'a'], 'false'],
  [{ in: long }, 'user-999', 'true'],
  [{ in: long }, 'user-1000', 'false'],
  [{ includesAny: ['a'] }, 'a', 'unfit'],
  [{ includesAny: [] }, ['a'], 'false'],
  [{ includesAll: [] }, [], 'true'],
  [{ includesAll: ['a', 'b'] }, ['b', 'c', 'a'], 'true'],
  [{ includesAll: ['a', 'b'] }, ['a', 'a'], 'false'],
  [{ includesAll: ['a', 'a'] }, ['a'], 'true'],
  [{ includesAll: long }, [...long, 1], 'true'],
  [{ startsWith: [] }, 'x', 'false'],
  [{ startsWith: ['x'] }, 5, 'unfit'],
  [{ greaterThan: 5 }, '6', 'unfit'],
  [{ greaterThan: 5 }, JSON.parse('1e999'), 'true'],
  [{ greaterThan: 5 }, NaN, 'unfit'],
  [{ before: 0 }, '1970-01-01T00:00:00Z', 'false'],
  [{ before: 0 }, '1969-12-31T23:59:59.999Z', 'true'],
  [{ before: 0 }, -5, 'unfit'],
  [{ after: 0 }, 'yesterday', 'unfit'],
  [{ semverLessThan: '2.0.0' }, '2.0', 'unfit'],
  [{ semverNotEquals: '2.0.0' }, '2.0.0+b', 'false'],
  [{ inCidr: ['10.0.0.0/8', '::/0'] }, '11.0.0.1', 'false'],
  [{ inCidr: ['10.0.0.0/8', '::/0'] }, 'fe80::1%eth0', 'unfit'],
  [{ exists: true }, null, 'false'],
  [{ exists: false }, undefined, 'true'],
  [{ greaterThan: 5, lessThan: 10 }, 7, 'true'],
  [{ greaterThan: 5, startsWith: ['a'] }, 1, 'unfit'],
  [{ exists: false, equals: 5 }, undefined, 'unfit'],
])('%j of %j is %s', (operators, value, expected) => {
  expect(outcome(operators, value)).toBe(expected)
  const negated = { true: 'false', false: 'true' }[expected] ?? 'unfit'
  expect(outcome(operators, value, { negate: true })).toBe(negated)
})

test.each<[SnapshotOperators, unknown, object, string]>([
  [{ equals: 5 }, ' 5.0 ', { parse: true }, 'true'],
  [{ equals: 5 }, 'five', { parse: true }, 'unfit'],
  [{ notEquals: 5 }, '6', { parse: true }, 'true'],
  [{ equals: '5' }, '5', { parse: true }, 'true'],
  [{ equals: '5.0' }, '5', { parse: true }, 'false'],
  [{ in: [1, 2] }, ['x', '2'], { parse: true }, 'true'],
  [{ in: ['x', 2] }, '2', { parse: true }, 'true'],
  [{ includesAll: [1, '1'] }, ['1'], { parse: true }, 'true'],
  [{ lessThan: 10 }, '9', { parse: true }, 'true'],
  [{ lessThan: 10 }, '0x9', { parse: true }, 'unfit'],
  [{ equals: 'NL' }, 'nl', { ignoreCase: true }, 'true'],
  [{ in: ['NL', 1] }, 'Nl', { ignoreCase: true }, 'true'],
  [{ includesAll: ['A', 'a'] }, ['A'], { ignoreCase: true }, 'true'],
  [{ equals: { k: ['A'] } }, { k: ['a'] }, { ignoreCase: true }, 'true'],
  [{ contains: ['ÄB'] }, 'xäbx', { ignoreCase: true }, 'true'],
  [{ matches: ['^Ab$'] }, 'aB', { ignoreCase: true }, 'true'],
  [{ semverEquals: 'v1.2' }, '1.2.0', { loose: true }, 'true'],
  [{ semverGreaterThan: '1.0.0' }, 'V2', { loose: true }, 'true'],
])('%j of %j with %j is %s', (operators, value, modifiers, expected) =>
  expect(outcome(operators, value, modifiers)).toBe(expected),
)

describe('combinators', () => {
  const yes = { all: [] }
  const no = { any: [] }
  const unfit = { attribute: 'a', test: { equals: 1 } }

  test.each<[SnapshotCondition, boolean]>([
    [yes, true],
    [no, false],
    [{ not: unfit }, true],
    [{ not: { ...unfit, negate: true } }, true],
    [{ all: [yes, unfit] }, false],
    [{ any: [unfit, yes] }, true],
    [{ group: [0, 1] }, true],
    [{ group: [0, 2] }, false],
    [{ group: [] }, false],
  ])('%j: %s', (json, expected) => expect(asked(json, {})).toBe(expected))
})

describe('laws', () => {
  test('whatever the context is, there is an answer', () => {
    const whatever = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })
    const hostile = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(whatever, fc.func(fc.nat())))
    const total = fc.property(conditions, fc.oneof(contexts, whatever, hostile), (json, context) => {
      expect(typeof asked(json, context)).toBe('boolean')
    })
    fc.assert(total, { numRuns: 2000 })
  })

  test('the trace agrees with the answer, part by part', () => {
    const agrees = fc.property(conditions, contexts, (json, context) => {
      const traced = traceCondition(readCondition(json, 3), context, someGroups)
      expect(traced.outcome === 'true').toBe(asked(json, context))
      if ('all' in json) expect(traced).toHaveProperty('children.length', json.all.length)
    })
    fc.assert(agrees, { numRuns: 2000 })
  })

  test('negate turns true and false round and leaves unfit unfit', () => {
    const turns = fc.property(attributeTests, contexts, (json, context) => {
      const traces = [false, true]
        .map((negate) => ({ ...json, negate }))
        .map((one) => traceCondition(readCondition(one, 0), context, someGroups) as AttributeTrace)
      const said = traces.map((traced) => traced.outcome)
      if (said.includes('unfit')) expect(said).toEqual(['unfit', 'unfit'])
      else expect(new Set(said)).toEqual(new Set(['true', 'false']))
      expect(asked({ not: json }, context)).toBe(!asked(json, context))
    })
    fc.assert(turns, { numRuns: 2000 })
  })

  test('a contrary operator is the operator negated', () => {
    const pairs = [
      ['equals', 'notEquals'],
      ['in', 'notIn'],
      ['semverEquals', 'semverNotEquals'],
      ['lessThan', 'greaterThanOrEquals'],
      ['semverLessThan', 'semverGreaterThanOrEquals'],
    ] as const
    const contrary = fc.property(attributeTests, contexts, (json, context) => {
      for (const [one, other] of pairs) {
        const operand = (json.test as Readonly<Record<string, unknown>>)[one]
        if (operand === undefined) continue
        expect(asked({ attribute: json.attribute, test: { [one]: operand }, negate: true }, context)).toBe(
          asked({ attribute: json.attribute, test: { [other]: operand } }, context),
        )
      }
    })
    fc.assert(contrary, { numRuns: 2000 })
  })
})

test('a trace says what was asked, what was there, and why that did not fit', () => {
  const json = { all: [{ attribute: 'age', test: { greaterThan: 5, lessThan: 10 } }, { group: [0, 1] }] }
  expect(traceCondition(readCondition(json, 2), { age: 'seven' }, someGroups)).toMatchObject({
    kind: 'all',
    outcome: 'false',
    children: [
      {
        kind: 'attribute',
        attribute: 'age',
        got: 'seven',
        outcome: 'unfit',
        tests: [
          { operator: 'greaterThan', expected: 5, outcome: 'unfit', why: 'type' },
          { operator: 'lessThan', expected: 10, outcome: 'unfit', why: 'type' },
        ],
      },
      {
        kind: 'group',
        outcome: 'true',
        groups: [
          { index: 0, outcome: 'false' },
          { index: 1, outcome: 'true' },
        ],
      },
    ],
  })
  const missing = traceCondition(readCondition(json.all[0], 0), {}, someGroups) as AttributeTrace
  expect(missing.tests.map(({ why }) => why)).toEqual(['missing', 'missing'])
})
