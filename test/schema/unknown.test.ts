import { describe, expect, test } from 'vitest'
import { fill } from '../support/fill.ts'
import { soundModel } from '../support/random-flags.ts'
import { stores } from '../support/store.ts'

// What SQL answers of flags that ask for attributes, which a database has not got.

const nl = { country: 'NL' }
const x = { serve: 'x' }
const everyone = { everyone: true }
const tester = { when: { targetingKey: { startsWith: 'test-' } } }

/** The list of a flag, and what it is for ann, bob, a stranger, and a context without a key: variant and reason. */
const lists: Record<string, readonly [list: object[], answers: readonly string[]]> = {
  'a condition alone': [[{ when: nl, ...x }], ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN']],
  'behind the own assignment': [
    [
      { when: nl, ...x },
      { user: 'ann', serve: 'y' },
    ],
    ['y TARGETING_MATCH', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ],
  'behind one that is sure': [
    [
      { group: 'beta', serve: 'y' },
      { when: nl, ...x },
    ],
    ['y TARGETING_MATCH', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ],
  'in front of one that serves the same': [
    [
      { when: nl, ...x },
      { ...everyone, ...x },
    ],
    ['x TARGETING_MATCH', 'x TARGETING_MATCH', 'x TARGETING_MATCH', 'x TARGETING_MATCH'],
  ],
  'in front of one that serves something else': [
    [
      { when: nl, ...x },
      { ...everyone, serve: 'y' },
    ],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ],
  'narrowed to one user': [[{ user: 'ann', when: nl, ...x }], ['UNKNOWN', 'off DEFAULT', 'off DEFAULT', 'off DEFAULT']],
  'that fails for another reason': [
    [{ when: { ...nl, targetingKey: 'ann' }, ...x }],
    ['UNKNOWN', 'off DEFAULT', 'off DEFAULT', 'off DEFAULT'],
  ],
  'outside of its rollout': [
    [{ when: nl, rollout: 0, ...x }],
    ['off DEFAULT', 'off DEFAULT', 'off DEFAULT', 'off DEFAULT'],
  ],
  'and a share of those who meet it': [
    [{ when: nl, rollout: 99.999, ...x }],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ],
  'a group by attributes': [[{ group: 'dutch', ...x }], ['off DEFAULT', 'x TARGETING_MATCH', 'UNKNOWN', 'UNKNOWN']],
  'a group that includes one': [
    [{ group: 'wide', ...x }],
    ['x TARGETING_MATCH', 'x TARGETING_MATCH', 'UNKNOWN', 'UNKNOWN'],
  ],
  'whoever is not in it': [
    [{ when: { not: { group: 'dutch' } }, ...x }],
    ['x TARGETING_MATCH', 'off DEFAULT', 'UNKNOWN', 'UNKNOWN'],
  ],
  'a bucket by an attribute': [
    [{ ...everyone, rollout: 50, bucketBy: 'company', ...x }],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ],
  'a bucket by an attribute that needs none': [
    [{ ...everyone, rollout: 100, bucketBy: 'company', ...x }],
    ['x TARGETING_MATCH', 'x TARGETING_MATCH', 'x TARGETING_MATCH', 'x TARGETING_MATCH'],
  ],
  'a bucket by an attribute, and everyone gets the same': [
    [
      { ...everyone, rollout: 50, bucketBy: 'company', ...x },
      { ...everyone, ...x },
    ],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ],
  'a bucket by an attribute, and a share of the rest gets the same': [
    [
      { ...everyone, rollout: 50, bucketBy: 'company', ...x },
      { ...everyone, rollout: 99.999, ...x },
    ],
    ['x SPLIT', 'x SPLIT', 'x SPLIT', 'UNKNOWN'],
  ],
  'weights by an attribute': [
    [
      { ...everyone, serve: { x: 50, y: 50 }, bucketBy: 'company' },
      { ...everyone, rollout: 99.999, ...x },
    ],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN'],
  ],
  'a share without a key': [
    [{ ...everyone, rollout: 99.999, ...x }],
    ['x SPLIT', 'x SPLIT', 'x SPLIT', 'TARGETING_KEY_MISSING'],
  ],
  'a share without a key, and another that decides': [
    [
      { ...everyone, rollout: 99.999, ...x },
      { ...everyone, serve: 'y' },
    ],
    ['x SPLIT', 'x SPLIT', 'x SPLIT', 'y TARGETING_MATCH'],
  ],
  'the targeting key': [[{ ...tester, ...x }], ['off DEFAULT', 'off DEFAULT', 'off DEFAULT', 'off DEFAULT']],
}

const flags = Object.entries(lists).map(([, [list]], index) => [
  `f${index}`,
  { type: 'string', variants: { off: '-', x: 'X', y: 'Y' }, assignments: { production: list } },
])
const on = { assignments: { production: 'everyone' } }
const families = {
  asks: { type: 'string', variants: { off: '-', x: 'X' }, assignments: { production: [{ when: nl, ...x }] } },
  never: { ...on, enabled: false },
  'child-of-unknown': { ...on, dependsOn: ['asks'] },
  'grandchild-of-unknown': { ...on, dependsOn: ['child-of-unknown'] },
  'wants-either': { ...on, dependsOn: [{ flag: 'asks', variants: ['off', 'x'] }] },
  'stopped-child': { ...on, dependsOn: ['asks'], enabled: false },
  'child-of-stopped': { ...on, dependsOn: ['stopped-child'] },
  'blocked-by-another': { ...on, dependsOn: ['asks', 'never'] },
  'child-of-blocked': { ...on, dependsOn: ['blocked-by-another'] },
}
const files = {
  environments: { production: {} },
  users: { ann: {}, bob: {} },
  groups: {
    beta: { members: ['ann'] },
    dutch: { members: ['bob'], when: nl, exclude: ['ann'] },
    wide: { groups: ['dutch', 'beta'] },
  },
}

describe.each(stores())('where attributes are asked for, on $kind', ({ open }) => {
  async function answers(sections: object, user: string | null): Promise<Record<string, string>> {
    const store = await open()
    const model = await soundModel(JSON.stringify({ ...files, flags: sections }))
    if (!model) throw new Error('the flag files have an error')
    await fill(store, model)
    const rows = await store.query<{ flag_name: string; answer: string }>(
      `SELECT flag_name, concat_ws(' ', variant, reason) AS answer FROM evaluate_flags($1, 'production')`,
      [user],
    )
    return Object.fromEntries(rows.map(({ flag_name, answer }) => [flag_name, answer]))
  }

  test.each([
    ['ann', 0],
    ['bob', 1],
    ['stranger', 2],
    [null, 3],
  ])('SQL says what is sure for %s, and UNKNOWN otherwise', async (user, column) => {
    const said = await answers(Object.fromEntries(flags), user)
    const named = Object.keys(lists).map((name, index) => [name, said[`f${index}`]])
    expect(Object.fromEntries(named)).toEqual(
      Object.fromEntries(Object.entries(lists).map(([name, [, expected]]) => [name, expected[column]])),
    )
  })

  test('a parent that is unknown leaves its child unknown, unless something else stops it', async () => {
    expect(await answers(families, 'ann')).toEqual({
      asks: 'UNKNOWN',
      never: 'off DISABLED',
      'child-of-unknown': 'UNKNOWN',
      'grandchild-of-unknown': 'UNKNOWN',
      'wants-either': 'UNKNOWN',
      'stopped-child': 'off DISABLED',
      'child-of-stopped': 'off DISABLED',
      'blocked-by-another': 'off DISABLED',
      'child-of-blocked': 'off DISABLED',
    })
  })

  test('active_flags puts what is unknown behind what is sure, without a variant', async () => {
    const store = await open()
    const sections = { asks: families.asks, sure: on, off: families.never }
    await fill(store, (await soundModel(JSON.stringify({ ...files, flags: sections })))!)
    expect(
      await store.query(`SELECT flag_name, variant, value, reason FROM active_flags('ann', 'production')`),
    ).toEqual([
      { flag_name: 'sure', variant: 'on', value: 'true', reason: 'STATIC' },
      { flag_name: 'asks', variant: null, value: null, reason: 'UNKNOWN' },
    ])
    expect(
      await store.query(`SELECT is_active FROM evaluate_flags('ann', 'production') WHERE flag_name = 'asks'`),
    ).toEqual([{ is_active: null }])
  })

  test('groups that hands let include each other hold whom they list, and nothing hangs', async () => {
    const store = await open()
    await store.execute(`INSERT INTO users (user_id, user_key) VALUES (1, 'ann');
      INSERT INTO user_groups (group_id, group_name, included_groups) VALUES (1, 'a', '{b}'), (2, 'b', '{a}');
      INSERT INTO user_group_membership VALUES (1, 1)`)
    expect(await store.query(`SELECT inside, perhaps FROM groups_of('ann')`)).toEqual([
      { inside: ['a', 'b'], perhaps: [] },
    ])
    expect(await store.query(`SELECT inside, perhaps FROM groups_of('bob')`)).toEqual([
      { inside: [], perhaps: ['a', 'b'] },
    ])
  })
})
