import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Signed } from '../../../compiler/check/logic/claim.ts'
import { isContradiction } from '../../../compiler/check/logic/proof.ts'
import type { Condition } from '../../../compiler/model/condition.ts'
import type { Group } from '../../../compiler/model/model.ts'
import { Located } from '../../../compiler/source/source.ts'
import { holds } from '../../../worker/evaluate/condition/holds.ts'
import { readCondition } from '../../../worker/evaluate/condition/read.ts'
import { attributeNames, attributeValue, condition, groupNames, type Written } from './meeting-conditions.ts'

const file = { path: 'flags/example.yaml', text: '' }
const place = { file, path: [], on: 'value' } as const
const modifiers = ['ignoreCase', 'negate', 'parse', 'loose'] as const

const groups = new Map(
  groupNames.map((key): [string, Group] => [
    key,
    { key, declared: new Located({}, file, []), members: [], groups: [], when: undefined, exclude: [] },
  ]),
)

function linked(written: Written): Condition {
  const conditions = Object.entries(written).map(([name, value]): Condition => {
    if (name === 'all' || name === 'any') return { kind: name, conditions: (value as Written[]).map(linked), place }
    if (name === 'not') return { kind: 'not', condition: linked(value as Written), place }
    if (name === 'group')
      return { kind: 'group', groups: [{ thing: groups.get(String(value)) as Group, place }], place }
    const { ignoreCase = false, negate = false, parse = false, loose = false, ...rest } = spelledOut(value)
    const test = Object.fromEntries(
      Object.entries(rest).map(([key, operand]) => [
        key,
        key === 'before' || key === 'after' ? Date.parse(String(operand)) : operand,
      ]),
    )
    return { kind: 'attribute', attribute: name, declared: undefined, test, ignoreCase, negate, parse, loose, place }
  })
  return conditions.length === 1 ? (conditions[0] as Condition) : { kind: 'all', conditions, place }
}

function spelledOut(value: unknown): Record<string, boolean> {
  if (Array.isArray(value)) return { in: value } as never
  return typeof value === 'object' ? (value as Record<string, boolean>) : ({ equals: value } as never)
}

/** As it would stand in a snapshot. */
function json(given: Condition): unknown {
  if ('conditions' in given) return { [given.kind]: given.conditions.map(json) }
  if (given.kind === 'not') return { not: json(given.condition) }
  if (given.kind === 'group') return { group: given.groups.map(({ thing }) => groupNames.indexOf(thing.key)) }
  const on = Object.fromEntries(modifiers.filter((name) => given[name]).map((name) => [name, true]))
  return { attribute: given.attribute, test: given.test, ...on }
}

const context = fc.record({
  values: fc.tuple(...attributeNames.map(() => attributeValue)),
  memberOf: fc.subarray(groupNames),
})

const contexts = fc.array(context, { minLength: 60, maxLength: 60 })

function isMet(given: Condition, { values, memberOf }: { values: unknown[]; memberOf: string[] }): boolean {
  const ready = readCondition(json(given), groupNames.length)
  const attributes = Object.fromEntries(attributeNames.map((name, index) => [name, values[index]]))
  return holds(ready, attributes, { inGroup: (index) => memberOf.includes(groupNames[index] as string) })
}

const proves = (...claims: Signed[]): boolean => isContradiction(claims, () => false)

test('what is called a contradiction is met by no context, and enough of them are found', () => {
  let proven = 0
  fc.assert(
    fc.property(condition, condition, contexts, fc.boolean(), fc.boolean(), (one, other, sample, first, second) => {
      const [a, b] = [linked(one), linked(other)]
      if (!proves({ claim: a, holds: first }, { claim: b, holds: second })) return
      proven += 1
      expect(sample.find((given) => isMet(a, given) === first && isMet(b, given) === second)).toBeUndefined()
    }),
    { numRuns: 2000 },
  )
  expect(proven).toBeGreaterThan(200)
})

test.each<[Written, Written]>([
  [{ a: 'NL' }, { a: ['NL', 'DE'] }],
  [{ a: 'NL' }, { a: { notIn: ['DE', 5] } }],
  [{ a: { greaterThan: 18 } }, { a: { greaterThanOrEquals: 18 } }],
  [{ a: { greaterThan: 5, lessThan: 6 } }, { a: { lessThan: 7 } }],
  [{ a: 7 }, { a: { greaterThan: 5, lessThan: 10 } }],
  [{ a: { semverGreaterThan: '2.0.0' } }, { a: { semverGreaterThanOrEquals: '1.9.0-rc.1' } }],
  [{ a: { after: '2027-01-01T00:00:00Z' } }, { a: { after: '2026-01-01T00:00:00Z' } }],
  [{ a: { startsWith: ['abc', 'abd'] } }, { a: { startsWith: ['ab', 'x'] } }],
  [{ a: { startsWith: ['abc'] } }, { a: { contains: ['b'] } }],
  [{ a: { endsWith: ['.example.com'] } }, { a: { endsWith: ['.com'] } }],
  [{ a: { contains: ['abc'] } }, { a: { contains: ['b'] } }],
  [{ a: 'abc' }, { a: { matches: ['^ab'] } }],
  [{ a: { matches: ['^ab*'] } }, { a: { matches: ['^ab*'] } }],
  [{ a: { inCidr: ['10.1.0.0/16'] } }, { a: { inCidr: ['10.0.0.0/8', '::/0'] } }],
  [{ a: { includesAll: ['x', 'y'] } }, { a: { includesAny: ['y', 'z'] } }],
  [{ a: { equals: 'NL', ignoreCase: true } }, { a: { startsWith: ['N'], ignoreCase: true } }],
  [{ a: { greaterThan: 5, parse: true } }, { a: { greaterThan: 4, parse: true } }],
  [{ a: { startsWith: ['x'] } }, { a: { exists: true } }],
  [{ a: { notEquals: 'x' } }, { not: { a: 'x' } }],
  [{ a: { equals: 'x', negate: true } }, { a: { exists: true } }],
  [{ all: [{ a: 'x' }, { 'b.c': 'y' }] }, { 'b.c': ['y', 'z'] }],
  [{ any: [{ a: 'x' }, { a: 'y' }] }, { a: ['x', 'y'] }],
  [{ group: 'beta' }, { any: [{ a: 'x' }, { group: 'beta' }] }],
])('%j implies %j', (one, other) => {
  expect(proves({ claim: linked(one), holds: true }, { claim: linked(other), holds: false })).toBe(true)
})

test.each<[Written, Written, string]>([
  [{ a: { notEquals: 'x' } }, { a: { notEquals: 'y' } }, 'y'],
  [{ not: { a: 'x' } }, { a: { notEquals: 'x' } }, 'nothing'],
  [{ a: ['x', 'y'] }, { a: { notEquals: 'z' } }, 'a list'],
  [{ a: ['x'] }, { a: { notIn: ['y'] } }, 'a list of both'],
  [{ a: ['x', 'y'] }, { any: [{ a: 'x' }, { a: 'y' }] }, 'a list'],
  [{ a: { lessThan: 7 } }, { a: { lessThan: 7, greaterThan: -1e300 } }, 'a very small number'],
  [
    { a: { startsWith: ['ab'] } },
    { a: { startsWith: ['ab'], ignoreCase: true, contains: ['b'], endsWith: ['z'] } },
    'ab',
  ],
  [{ a: { semverGreaterThan: '1.0.0' } }, { a: { startsWith: ['1', '2'] } }, '3.0.0'],
  [{ a: { greaterThan: 5 } }, { a: { greaterThan: 5, parse: true, lessThan: 1e308 } }, 'a very large number'],
  [{ group: 'beta' }, { group: 'staff' }, 'a tester'],
])('%j does not imply %j: there is %s', (one, other) => {
  expect(proves({ claim: linked(one), holds: true }, { claim: linked(other), holds: false })).toBe(false)
})
