import { expect, test } from 'vitest'
import { flagTests } from '../../support/flag-tests.ts'

const flags = `environments: { production: {} }
users: { alice: {}, bob: {} }
flags:
  parent: { description: d, owner: w, assignments: { production: [{ user: alice }] } }
  child: { description: d, owner: w, dependsOn: [parent], assignments: { production: everyone } }
  half: { description: d, owner: w, assignments: { production: [{ everyone: true, rollout: 50 }] } }
  price:
    description: d
    owner: w
    type: object
    variants: { low: { euros: 1, tags: [a, b] }, high: { euros: 2.50, tags: [] } }
    off: low
    assignments: { production: [{ everyone: true, serve: { low: 25, high: 75 } }] }
`

async function mismatches(fields: string) {
  const tests = `defaults: { environment: production }\ntests:\n  - { name: t, ${fields} }\n`
  const { outcomes, diagnostics } = await flagTests(flags, tests)
  expect(diagnostics).toEqual([])
  return outcomes.flatMap((outcome) => outcome.mismatches.map(({ what, expected, got }) => [what, expected, got]))
}

test.each([
  'flag: child, user: alice, expect: on',
  'flag: child, user: alice, expect: { value: true, reason: TARGETING_MATCH }',
  'flag: child, user: bob, expect: { variant: off, reason: DISABLED, blockedBy: parent }',
  'flag: half, bucket: 49.999, expect: { variant: on, reason: SPLIT }',
  'flag: half, bucket: 50, expect: { variant: off, reason: DEFAULT }',
  'flag: half, expect: { error: TARGETING_KEY_MISSING }',
  'flag: price, bucket: { weights: 24.999 }, expect: { value: { tags: [a, b], euros: 1 } }',
  'flag: price, bucket: { weights: 25 }, expect: { value: { tags: [], euros: 2.5 } }',
])('passes: %s', async (fields) => {
  expect(await mismatches(fields)).toEqual([])
})

test.each([
  ['flag: child, user: alice, expect: off', [['variant', 'off', 'on']]],
  [
    'flag: child, user: bob, expect: { variant: on, reason: STATIC }',
    [
      ['variant', 'on', 'off'],
      ['reason', 'STATIC', 'DISABLED'],
    ],
  ],
  ['flag: child, user: alice, expect: { blockedBy: parent }', [['blockedBy', 'parent', 'nothing']]],
  [
    'flag: child, user: alice, expect: { error: TARGETING_KEY_MISSING }',
    [['error', 'TARGETING_KEY_MISSING', 'nothing']],
  ],
  ['flag: half, expect: on', [['error', 'nothing', 'TARGETING_KEY_MISSING']]],
  [
    'flag: price, bucket: 0, expect: { value: { euros: 2.5, tags: [] } }',
    [['value', '{"euros":2.5,"tags":[]}', '{"euros":1,"tags":["a","b"]}']],
  ],
])('fails: %s', async (fields, expected) => {
  expect(await mismatches(fields)).toEqual(expected)
})
