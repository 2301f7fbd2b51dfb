import { describe, expect, test } from 'vitest'
import { listOfA, production } from '../../support/snapshots.ts'

const users = { ann: {}, ben: {}, cas: {} }
const groups = { beta: { members: ['ann'] }, alpha: { members: ['ben'] } }
const july = Date.parse('2026-07-01T00:00:00Z')
const august = Date.parse('2026-08-01T00:00:00Z')

describe('an assignment in a snapshot', () => {
  test('is one again, however many grants it became; users and groups are sorted', async () => {
    const list = [
      { users: ['cas', 'ann'], groups: ['beta', 'alpha'], serve: 'x' },
      { user: 'ben', serve: 'x', expires: '2026-08-01T00:00:00Z' },
      { groups: ['beta'], serve: 'y' },
    ]
    expect(await listOfA(list, { users, groups })).toEqual([
      { users: ['ann', 'cas'], groups: [0, 1], serve: 1 },
      { users: ['ben'], expires: august, serve: 1 },
      { groups: [1], serve: 2 },
    ])
  })

  test('has its rollout in each of its shapes', async () => {
    const steps = [
      { at: '2026-07-01T00:00:00Z', percent: 0.001 },
      { at: '2026-08-01T00:00:00Z', percent: 100 },
    ]
    const ramp = { to: 33.333, starts: '2026-07-01T00:00:00Z', ends: '2026-08-01T00:00:00Z' }
    const list = [12.5, steps, ramp, 0, 100].map((rollout) => ({ everyone: true, rollout, serve: 'x' }))
    expect((await listOfA(list)).map(({ rollout }) => rollout)).toEqual([
      12_500,
      [
        { at: july, parts: 1 },
        { at: august, parts: 100_000 },
      ],
      { from: 0, to: 33_333, starts: july, ends: august },
      0,
      100_000,
    ])
  })

  test('has its weights in the order of the variants, without those of nothing', async () => {
    const list = [
      { everyone: true, serve: { y: 30, x: 69.999, off: 0.001 } },
      { everyone: true, serve: { y: 100, x: 0 } },
    ]
    expect((await listOfA(list)).map(({ serve }) => serve)).toEqual([
      [
        { variant: 0, parts: 1 },
        { variant: 1, parts: 69_999 },
        { variant: 2, parts: 30_000 },
      ],
      [{ variant: 2, parts: 100_000 }],
    ])
  })

  test('names a salt and an attribute only when they are not to be expected, and something goes by them', async () => {
    const rollout = 50
    const list = [
      { everyone: true, rollout },
      { everyone: true, rollout, salt: 'a', bucketBy: 'targetingKey' },
      { everyone: true, rollout, salt: 'own', bucketBy: 'team' },
      { user: 'ann', salt: 'own', bucketBy: 'team' },
    ]
    const assignments = { production: list }
    const { flags } = await production({
      users,
      flags: { a: { assignments }, b: { salt: 'old', bucketBy: 'company', assignments } },
    })
    const said = flags.map((flag) => flag.assignments?.map(({ salt, bucketBy }) => [salt, bucketBy]))
    const [none, own] = [
      [undefined, undefined],
      ['own', 'team'],
    ]
    expect(said[0]).toEqual([none, none, own, none])
    expect(said[1]).toEqual([['old', 'company'], ['a', undefined], own, none])
  })

  test('has its condition ready to compare, and an `all` of one as that one', async () => {
    const when = { all: [{ 'account.plan': { equals: { b: 1, a: [1.5] } } }] }
    const several = { country: ['NL', 'DE'], age: { lessThan: 65, greaterThan: 18, negate: true }, group: 'beta' }
    const list = [when, several].map((condition) => ({ when: condition, serve: 'x' }))
    const [first, second] = await listOfA(list, { users, groups })
    expect(first).toEqual({
      everyone: true,
      when: { attribute: 'account.plan', test: { equals: { a: [1.5], b: 1 } } },
      serve: 1,
    })
    expect(second?.when).toEqual({
      all: [
        { attribute: 'country', test: { in: ['NL', 'DE'] } },
        { attribute: 'age', negate: true, test: { greaterThan: 18, lessThan: 65 } },
        { group: [0] },
      ],
    })
  })
})
