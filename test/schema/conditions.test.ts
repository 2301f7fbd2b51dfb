import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../compiler/database/store.ts'
import { type StoredCondition, withGroups } from '../../compiler/model/stored-condition.ts'
import { holds } from '../../worker/evaluate/condition/holds.ts'
import { readCondition } from '../../worker/evaluate/condition/read.ts'
import { stores } from '../support/store.ts'

// SQL knows the targeting key and some groups; of attributes it knows nothing. What it says must be so whatever they are.

const keys = ['ann', 'Ann', 'an', '', '5', ' 5 ', 'é', 'É', 'K', '\u212a', '1.0.0', '10.0.0.1', 'a%_\\', null]
const text = fc.constantFrom('ann', 'ANN', 'a', 'n', '', '5', 'é', 'k', '\u212a', '%', '_', '\\', 'a%_\\')
const texts = fc.uniqueArray(text, { maxLength: 3 })
const scalar = fc.oneof(text, fc.constantFrom(5, 6, true))
const scalars = fc.uniqueArray(scalar, { maxLength: 3 })
const structure = fc.constantFrom(['ann'], { a: 'ann' }, [], {})

const readable = {
  equals: fc.oneof(scalar, structure),
  notEquals: fc.oneof(scalar, structure),
  in: scalars,
  notIn: scalars,
  startsWith: texts,
  endsWith: texts,
  contains: texts,
  exists: fc.boolean(),
  greaterThan: fc.constantFrom(4, 5),
  lessThanOrEquals: fc.constantFrom(4, 5),
  includesAny: scalars,
  includesAll: scalars,
}
const others = {
  matches: fc.constant(['^a']),
  inCidr: fc.constant(['10.0.0.0/8']),
  before: fc.constant(0),
  semverEquals: fc.constant('1.0.0'),
  semverLessThan: fc.constant('2.0.0'),
}
const set = { negate: fc.constant(true as const), loose: fc.constant(true as const) }
const spelling = { ignoreCase: fc.constant(true as const), parse: fc.constant(true as const) }

type Arbitraries = Readonly<Record<string, fc.Arbitrary<unknown>>>

function testOf(
  attribute: fc.Arbitrary<string>,
  operators: Arbitraries,
  modifiers: Arbitraries,
): fc.Arbitrary<StoredCondition> {
  const several = fc
    .record(operators, { requiredKeys: [] })
    .chain((all) => fc.subarray(Object.entries(all), { maxLength: 2 }))
    .filter((some) => some.length > 0)
    .map((some) => Object.fromEntries(some))
  return fc
    .tuple(attribute, several, fc.record(modifiers, { requiredKeys: [] }))
    .map(([name, operands, more]) => ({ attribute: name, test: operands, ...more }))
}

function conditions(leaf: fc.Arbitrary<StoredCondition>): fc.Arbitrary<StoredCondition> {
  const { condition } = fc.letrec<{ condition: StoredCondition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
    ),
  }))
  return condition
}

const key = fc.constant('targetingKey')
const group = (...names: string[]): fc.Arbitrary<StoredCondition> =>
  fc.record({ group: fc.subarray(names, { minLength: 1 }) })

const decidable = conditions(fc.oneof(testOf(key, readable, set), group('inside', 'outside')))
const anything = conditions(
  fc.oneof(
    testOf(key, { ...readable, ...others }, { ...set, ...spelling }),
    testOf(fc.constantFrom('country', 'targetingKey.x'), { ...readable, ...others }, { ...set, ...spelling }),
    group('inside', 'perhaps', 'outside'),
  ),
)

/** What each condition says of each key. */
async function bySql(store: Store, list: readonly StoredCondition[]): Promise<(boolean | null)[][]> {
  const rows = await store.query<{ answers: (boolean | null)[] }>(
    `SELECT ARRAY(SELECT condition_holds(given::jsonb, key, '{inside}', '{perhaps}')
                  FROM unnest($2::text[]) WITH ORDINALITY AS k (key, nth) ORDER BY nth) AS answers
     FROM unnest($1::text[]) WITH ORDINALITY AS c (given, nth) ORDER BY nth`,
    [list.map((condition) => JSON.stringify(condition)), keys],
  )
  return rows.map(({ answers }) => answers)
}

const sent = [
  {},
  { country: 'ann' },
  { country: 5 },
  { country: ['ann', '5'] },
  { 'targetingKey.x': 'AN', country: null },
]
const names = ['inside', 'perhaps', 'outside']

/** What the evaluator says of a key, whatever attributes are sent and whoever is in the group `perhaps`. */
function byEvaluator(condition: StoredCondition, targetingKey: string | null): Set<boolean> {
  const ready = readCondition(
    withGroups(condition, (groups) => groups.map((name) => names.indexOf(name))),
    names.length,
  )
  const said = new Set<boolean>()
  for (const attributes of sent)
    for (const perhaps of [true, false]) {
      const context = { ...attributes, ...(targetingKey === null ? {} : { targetingKey }) }
      said.add(holds(ready, context, { inGroup: (index) => index === 0 || (index === 1 && perhaps) }))
    }
  return said
}

const batch = (one: fc.Arbitrary<StoredCondition>): fc.Arbitrary<StoredCondition[]> =>
  fc.array(one, { minLength: 100, maxLength: 100 })

describe.each(stores())('conditions in SQL, on $kind', ({ open }) => {
  test('hold when the evaluator says so, for every context with that targeting key, or are unknown', async () => {
    const store = await open()
    const count = { true: 0, false: 0, null: 0 }
    await fc.assert(
      fc.asyncProperty(batch(anything), async (list) => {
        for (const [index, answers] of (await bySql(store, list)).entries())
          for (const [at, answer] of answers.entries()) {
            count[`${answer}`] += 1
            if (answer === null) continue
            expect([...byEvaluator(list[index]!, keys[at]!)], `${keys[at]} ${JSON.stringify(list[index])}`).toEqual([
              answer,
            ])
          }
      }),
      { numRuns: 10 },
    )
    for (const much of Object.values(count)) expect(much).toBeGreaterThan(1000)
  })

  test('are known when they ask for plain text of the targeting key and for known groups', async () => {
    const store = await open()
    await fc.assert(
      fc.asyncProperty(batch(decidable), async (list) => {
        expect(await bySql(store, list)).toEqual(
          list.map((condition) => keys.map((one) => [...byEvaluator(condition, one)][0])),
        )
      }),
      { numRuns: 10 },
    )
  })

  test('may be nested as deep as a snapshot may', async () => {
    const store = await open()
    let condition: StoredCondition = { attribute: 'targetingKey', test: { equals: 'ann' } }
    for (let depth = 1; depth < 64; depth += 1) condition = depth % 2 ? { all: [condition] } : { any: [condition] }
    expect((await bySql(store, [condition]))[0]?.slice(0, 2)).toEqual([true, false])
  })
})
