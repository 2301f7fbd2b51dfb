import { expect, test } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { statesAt } from '../../../worker/state/states.ts'
import { production } from '../../support/snapshots.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const users = { ada: {}, bob: {} }
const groups = { beta: { members: ['ada'] } }

/** How the last of these flags stands: `partly: 1 group`. */
async function standing(flags: object): Promise<string> {
  const plan = loadSnapshot(pack(await production({ users, groups, flags })))
  const last = Object.keys(flags).sort().at(-1)!
  const { name, note } = statesAt(plan, now)[
    Array.from({ length: plan.flags.keys.size }, (_, at) => plan.flags.keys.key(at)).indexOf(last)
  ]!
  return note === '' ? name : `${name}: ${note}`
}

const listed = (...list: object[]): Promise<string> => standing({ a: { assignments: { production: list } } })
const everyone = { everyone: true }

test.each<[string, object[]]>([
  ['on', [everyone]],
  ['on', [{ group: 'beta' }, everyone]],
  ['partly: all but 1 user', [{ user: 'ada', serve: 'off' }, everyone]],
  ['partly: all but 1 user', [everyone, { user: 'ada', serve: 'off' }]],
  ['partly: 1 user, 1 group', [{ user: 'ada' }, { group: 'beta' }]],
  ['partly: 25 %', [{ everyone: true, rollout: 25 }]],
  ['partly: 1 group, 25 % by condition', [{ group: 'beta' }, { when: { plan: 'pro' }, rollout: 25 }]],
  ['partly: 12.5 % of a group', [{ group: 'beta', rollout: 12.5 }]],
  ['off', [{ everyone: true, rollout: 0 }]],
  ['off', [{ everyone: true, serve: 'off' }, { group: 'beta' }]],
  ['scheduled: from 2027-01-01 00:00 UTC', [{ everyone: true, starts: '2027-01-01T00:00:00Z' }]],
  ['expired: since 2026-11-01 00:00 UTC', [{ everyone: true, expires: '2026-11-01T00:00:00Z' }]],
  ['on', [{ group: 'beta', expires: '2026-11-01T00:00:00Z' }, everyone]],
])('a flag is %s with %j', async (words, list) => {
  expect(await listed(...list)).toBe(words)
})

test('a flag that is stopped says by what', async () => {
  const assignments = { production: 'everyone' }
  expect(await standing({ a: { enabled: false, assignments } })).toBe('off: disabled everywhere')
  expect(await standing({ a: { disabledIn: ['production'], assignments } })).toBe('off: disabled here')
  expect(await standing({ a: {} })).toBe('off: no assignments')
  expect(await standing({ a: { expires: '2026-11-01T00:00:00Z', assignments } })).toBe(
    'expired: since 2026-11-01 00:00 UTC',
  )
})

test('a child is blocked by a parent that nobody has, and bounded by one that some have', async () => {
  const child = { dependsOn: ['a'], assignments: { production: 'everyone' } }
  const parent = (list: unknown): object => ({ assignments: { production: list } })
  expect(await standing({ a: parent('everyone'), b: child })).toBe('on')
  expect(await standing({ a: parent([{ everyone: true, rollout: 0 }]), b: child })).toBe('blocked: by a')
  expect(await standing({ a: parent([{ group: 'beta' }]), b: child })).toBe('partly: only with a')
  const grandchild = { dependsOn: ['b'], assignments: { production: [{ user: 'bob' }] } }
  expect(await standing({ a: { enabled: false }, b: child, c: grandchild })).toBe('blocked: by b')
  const wanting = { ...child, dependsOn: [{ flag: 'a', variants: ['off'] }] }
  expect(await standing({ a: parent('everyone'), b: wanting })).toBe('blocked: by a')
  expect(await standing({ a: { enabled: false }, b: wanting })).toBe('on')
})

test('variants are named where there are more than on and off, and shares that hold the off variant are partly on', async () => {
  const flag = { type: 'string', variants: { none: '', x: 'X', y: 'Y' }, off: 'none' }
  const serving = (serve: unknown): Promise<string> =>
    standing({ a: { ...flag, assignments: { production: [{ everyone: true, serve }] } } })
  expect(await serving('x')).toBe('on: x')
  expect(await serving({ x: 50, y: 50 })).toBe('on: x 50 %, y 50 %')
  expect(await serving({ none: 40, x: 60 })).toBe('partly: none 40 %, x 60 %')
})

test('a flag that an attribute divides is partly on, since who lacks the attribute is served the off variant', async () => {
  const flag = { type: 'string', variants: { none: '', x: 'X', y: 'Y' }, off: 'none', bucketBy: 'company' }
  const list = [{ everyone: true, serve: { x: 50, y: 50 } }]
  expect(await standing({ a: { ...flag, assignments: { production: list } } })).toBe('partly: whoever has company')
  const below = [...list, { everyone: true, serve: 'x' }]
  expect(await standing({ a: { ...flag, assignments: { production: below } } })).toBe('on: x')
})
