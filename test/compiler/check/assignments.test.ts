import { expect, test } from 'vitest'
import { compileText } from '../../support/compile.ts'

/** The codes of the problems of a flag with that list, without notes. */
async function codes(list: string, flag = ''): Promise<string[]> {
  const { told } = await compileText(`environments: { production: {} }
users: { alice: {}, bob: {} }
groups: { beta: { members: [alice] } }
flags:
  other: { assignments: { production: [{ group: beta }] } }
  checkout: { ${flag} assignments: { production: [${list}] } }
`)
  return told.map((line) => line.split(':')[0] ?? '')
}

const until = (day: string) => `expires: ${day}T00:00:00Z`
const from = (day: string) => `starts: ${day}T00:00:00Z`

test.each([
  ['{ user: bob }, { user: bob }', 1],
  ['{ users: [bob, bob] }', 1],
  ['{ user: bob }, { user: alice }', 0],
  [`{ user: bob, ${until('2027-01-01')} }, { user: bob, ${from('2027-01-01')} }`, 0],
  [`{ user: bob, ${from('2027-01-01')} }, { user: bob, ${until('2027-01-01')} }`, 0],
  [`{ user: bob, ${until('2027-01-02')} }, { user: bob, ${until('2027-01-01')} }`, 1],
  [`{ user: bob, when: { country: NL } }, { user: bob }`, 0],
  [`{ user: bob, rollout: 50 }, { user: bob }`, 0],
  [`{ user: bob }, { user: bob, when: { country: NL } }`, 1],
  [
    `{ user: bob }, { user: bob, ${from('2027-01-01')}, ${until('2027-02-01')} }, { user: bob, ${from('2028-01-01')} }`,
    2,
  ],
])('%s assigns one user at the same time %i times too often', async (list, times) => {
  expect(await codes(list)).toEqual(Array.from({ length: times }, () => 'duplicate-user'))
})

test.each([
  [`{ user: bob, ${until('2027-01-02')} }, { user: bob, ${from('2027-01-01')} }`, ['overlapping-windows']],
  [`{ user: bob, ${from('2027-01-01')} }, { user: bob, ${until('2027-01-02')} }`, ['overlapping-windows']],
  [`{ user: bob, ${until('2027-01-02')} }, { user: bob }`, ['overlapping-windows']],
  [`{ user: bob, ${until('2027-01-02')}, rollout: 50 }, { user: bob }`, []],
])('%s: times of one user that overlap are %j', async (list, expected) => {
  expect(await codes(list)).toEqual(expected)
})

test.each([
  ['{ everyone: true }, { group: beta }', ['unreachable-assignment']],
  ['{ everyone: true }, { everyone: true, serve: off }', ['unreachable-assignment']],
  ['{ everyone: true }, { user: bob, serve: off }', []],
  [`{ everyone: true, ${until('2027-01-01')} }, { group: beta }`, []],
  [`{ everyone: true, ${from('2027-01-01')} }, { group: beta }`, []],
  [`{ everyone: true, ${from('2026-01-01')} }, { group: beta }`, ['unreachable-assignment']],
])('%s: what stands below everyone is %j', async (list, expected) => {
  expect(await codes(list)).toEqual(expected)
})

test.each([
  [`{ user: bob, ${from('2027-01-01')}, ${until('2027-01-01')} }`, ['empty-window']],
  [`{ user: bob, ${from('2027-01-01')}, expires: '2027-01-01T00:00:00.001Z' }`, []],
])('a window from its start until just before its end: %s', async (list, expected) => {
  expect(await codes(list)).toEqual(expected)
})

test.each([
  [`{ user: bob, ${until('2027-01-01')} }`, []],
  [`{ user: bob, ${until('2027-01-02')} }`, ['assignment-outlives-flag']],
  [`{ user: bob, ${from('2027-01-01')} }`, ['assignment-outlives-flag']],
  ['{ user: bob }', []],
])('under a flag that expires on 2027-01-01, %s is %j', async (list, expected) => {
  expect(await codes(list, `${until('2027-01-01')}, `)).toEqual(expected)
})

test('what expires at this very moment has expired', async () => {
  expect(await codes('{ user: bob }', `${until('2026-06-01')}, `)).toEqual(['past-expiry'])
})

test('the same files give the same problems in the same order', async () => {
  const files = {
    'flags/b.yaml': 'flags: { b: { dependsOn: [a, x], owner: o }, a: { dependsOn: [b] } }',
    'flags/a.yaml': 'environments: { e: {} }\ngroups: { g: {} }\nflags: { c: { dependsOn: [c] } }',
  }
  const backwards = Object.fromEntries(Object.entries(files).toReversed())
  const told = async (given: typeof files) =>
    (await compileText(given)).diagnostics.map(({ code, message }) => [code, message])
  expect(await told(backwards as typeof files)).toEqual(await told(files))
})

test.each([
  ['{ group: beta }, { group: beta, serve: off }', ['unreachable-assignment']],
  [`{ group: beta }, { group: beta, ${until('2027-01-01')} }`, ['unreachable-assignment']],
  [`{ group: beta, ${until('2027-01-01')} }, { group: beta, serve: off }`, []],
  [`{ group: beta, ${from('2027-01-01')} }, { group: beta, serve: off }`, []],
  ['{ group: beta }, { group: beta, user: bob, serve: off }', []],
  ['{ group: beta }, { everyone: true, serve: off }', []],
  ['{ everyone: true }, { group: beta }, { group: beta }', ['unreachable-assignment', 'unreachable-assignment']],
])('a group that has been given something for good is not reached again: %s is %j', async (list, expected) => {
  expect(await codes(list)).toEqual(expected)
})
