import { expect, test } from 'vitest'
import { upcomingOf } from '../../../compiler/commands/upcoming-of.ts'
import type { Upcoming } from '../../../compiler/model/upcoming.ts'
import { siteOf } from '../../../compiler/diagnostics/located.ts'
import { soundModel } from '../../support/random-flags.ts'

const year = { from: Date.parse('2026-06-01T00:00:00Z'), until: Date.parse('2027-06-01T00:00:00Z') }
const at = (entry: Upcoming): string => new Date(entry.at).toISOString().slice(0, 10)

/** Flags of `production`, with the users ann, ben and cas and the group beta, which is ann and ben. */
async function upcoming(flags: object, stretch = year): Promise<readonly Upcoming[]> {
  const sections = {
    environments: { production: {} },
    users: { ann: {}, ben: {}, cas: {} },
    groups: { beta: { members: ['ann', 'ben'] } },
    flags,
  }
  const model = await soundModel(JSON.stringify(sections))
  if (!model) throw new Error('the flag files have an error')
  return await upcomingOf(model, stretch)
}

const production = (...list: readonly object[]) => ({ assignments: { production: list } })

test('a flag that expires takes itself from everybody who has it', async () => {
  const [entry, ...others] = await upcoming({
    a: { expires: '2026-09-01T00:00:00Z', ...production({ group: 'beta' }, { everyone: true, rollout: 25 }) },
  })
  expect(others).toEqual([])
  expect(entry).toMatchObject({ kind: 'flag-expires', environment: 'production', flag: 'a', text: 'the flag expires' })
  expect(entry?.hits.moves.map(({ kind, users }) => [kind, users.filter((user) => user !== 'cas')])).toEqual([
    ['loses', ['ann', 'ben']],
  ])
  expect(entry?.hits.others).toMatchObject({ gain: 0, lose: 0.25, switch: 0 })
})

test('a window is open at exactly its start and shut at exactly its end', async () => {
  const flags = { a: production({ group: 'beta', starts: '2026-07-01T00:00:00Z', expires: '2026-08-01T00:00:00Z' }) }
  const said = (await upcoming(flags)).map((entry) => [at(entry), entry.kind, entry.text, entry.hits.moves])
  expect(said).toEqual([
    [
      '2026-07-01',
      'assignment-starts',
      'assignment 1, for group beta, starts',
      [{ kind: 'gains', from: 'off', to: 'on', users: ['ann', 'ben'], count: 2 }],
    ],
    [
      '2026-08-01',
      'assignment-expires',
      'assignment 1, for group beta, expires',
      [{ kind: 'loses', from: 'on', to: 'off', users: ['ann', 'ben'], count: 2 }],
    ],
  ])
  const [starts, expires] = [Date.parse('2026-07-01T00:00:00Z'), Date.parse('2026-08-01T00:00:00Z')]
  expect(await upcoming(flags, { from: starts, until: expires })).toHaveLength(1)
  expect(await upcoming(flags, { from: starts + 1, until: expires })).toEqual([])
  expect(await upcoming(flags, { from: starts + 1, until: expires + 1 })).toHaveLength(1)
})

test('a step of a rollout says whom it takes in, and the exact share of everybody else', async () => {
  const entries = await upcoming({
    a: production(
      { user: 'ann', serve: 'off' },
      {
        everyone: true,
        rollout: [
          { at: '2026-07-01T00:00:00Z', percent: 5 },
          { at: '2026-08-01T00:00:00Z', percent: 100 },
        ],
      },
    ),
  })
  expect(entries.map(({ kind, text, hits }) => [kind, text, hits.others?.gain])).toEqual([
    ['rollout-step', 'rollout of assignment 2, for everyone, goes from 0 to 5 %', expect.closeTo(0.05)],
    ['rollout-step', 'rollout of assignment 2, for everyone, goes from 5 to 100 %', expect.closeTo(0.95)],
  ])
  const gained = entries.flatMap(({ hits }) => hits.moves.flatMap(({ users }) => users))
  expect(gained.sort()).toEqual(['ben', 'cas'])
})

test('a ramp has a start and an end, and each user an instant between', async () => {
  const flags = {
    a: production({
      everyone: true,
      rollout: { from: 10, to: 100, starts: '2026-07-01T00:00:00Z', ends: '2026-08-01T00:00:00Z' },
    }),
    b: { dependsOn: ['a'], ...production({ everyone: true }) },
  }
  const entries = await upcoming(flags)
  expect(entries.map((entry) => [at(entry), entry.flag, entry.kind, entry.text])).toEqual([
    [
      '2026-07-01',
      'a',
      'ramp-starts',
      'rollout of assignment 1, for everyone, goes gradually from 10 to 100 %, until 2026-08-01T00:00:00Z',
    ],
    ['2026-07-01', 'b', 'parent', 'changes gradually because of a'],
    ['2026-08-01', 'a', 'ramp-ends', 'rollout of assignment 1 arrives at 100 %'],
  ])
  const [start, child, end] = entries
  expect(start?.hits.others?.gain).toBeCloseTo(0.9)
  expect(child?.hits.others?.gain).toBeCloseTo(0.9)
  expect(child?.hits.moves).toEqual(start?.hits.moves)
  expect(end?.hits.moves).toEqual([])
  const [move] = start?.hits.moves ?? []
  expect(move?.when?.length).toBe(move?.users.length)
  expect(move?.users.length).toBeGreaterThan(0)
  for (const when of move?.when ?? []) expect(when > start!.at && when <= start!.ends!).toBe(true)
})

test('a ramp that is under way is told with its own start, and with those alone who pass it in the stretch', async () => {
  const ramp = { to: 100, starts: '2026-05-01T00:00:00Z', ends: '2026-08-01T00:00:00Z' }
  const flags = { a: production({ everyone: true, rollout: ramp }) }
  const whole = await upcoming(flags, { from: 0, until: year.until })
  const halves = [
    await upcoming(flags, { from: 0, until: year.from }),
    await upcoming(flags, { from: year.from, until: year.until }),
  ]
  const passing = (entries: readonly Upcoming[]) =>
    entries.flatMap(({ hits }) => hits.moves.flatMap(({ users, when }) => users.map((user, i) => [user, when?.[i]])))
  expect(halves.flatMap(passing).sort()).toEqual(passing(whole).sort())
  expect(halves.map(([entry]) => [entry?.kind, entry && at(entry)])).toEqual([
    ['ramp-starts', '2026-05-01'],
    ['ramp-starts', '2026-05-01'],
  ])
})

test('whatever depends on a flag goes dark with it, however many levels below', async () => {
  const entries = await upcoming({
    a: { expires: '2026-09-01T00:00:00Z', ...production({ everyone: true }) },
    b: { dependsOn: ['a'], ...production({ everyone: true }) },
    c: { dependsOn: ['b'], ...production({ group: 'beta' }) },
    'when-a-is-gone': { dependsOn: [{ flag: 'a', variants: ['off'] }], ...production({ everyone: true }) },
    unmoved: production({ everyone: true }),
  })
  expect(entries.map(({ flag, kind, by, text }) => [flag, kind, by, text])).toEqual([
    ['a', 'flag-expires', undefined, 'the flag expires'],
    ['b', 'parent', 'a', 'goes dark because of a'],
    ['c', 'parent', 'b', 'goes dark because of b'],
    ['when-a-is-gone', 'parent', 'a', 'changes because of a'],
  ])
  expect(entries[2]?.hits.moves).toEqual([{ kind: 'loses', from: 'on', to: 'off', users: ['ann', 'ben'], count: 2 }])
  expect(entries[3]?.hits.moves).toEqual([
    { kind: 'gains', from: 'off', to: 'on', users: ['ann', 'ben', 'cas'], count: 3 },
  ])
  const { file, start } = siteOf(entries[2]!.because)
  expect(file.text.slice(start.offset)).toMatch(/^"b"/)
})

test('what happens at one instant to one flag is one entry, named after what weighs most', async () => {
  const then = '2026-09-01T00:00:00Z'
  const entries = await upcoming({
    a: production({ group: 'beta', expires: then }, { everyone: true, starts: then }),
    b: { dependsOn: ['a'], ...production({ everyone: true, starts: then }) },
  })
  expect(entries.map(({ flag, kind, text }) => [flag, kind, text])).toEqual([
    ['a', 'assignment-expires', 'assignment 1, for group beta, expires; assignment 2, for everyone, starts'],
    ['b', 'assignment-starts', 'assignment 1, for everyone, starts; it changes because of a, too'],
  ])
  // Who hands over from one assignment to another notices nothing.
  expect(entries[0]?.hits.moves).toEqual([{ kind: 'gains', from: 'off', to: 'on', users: ['cas'], count: 1 }])
})

test('what changes nobody’s answer is left out', async () => {
  const then = '2026-09-01T00:00:00Z'
  const entries = await upcoming({
    disabled: { enabled: false, expires: then, ...production({ everyone: true }) },
    here: { disabledIn: ['production'], expires: then, ...production({ everyone: true }) },
    'dead-parent': { enabled: false, ...production({ everyone: true }) },
    orphan: { dependsOn: ['dead-parent'], expires: then, ...production({ everyone: true }) },
    late: { expires: '2026-07-01T00:00:00Z', ...production({ user: 'ann', expires: then }) },
    covered: production({ user: 'ann', expires: then }, { everyone: true }),
    'never-had': { expires: then, ...production({ everyone: true, rollout: 0 }) },
  })
  expect(entries.map(({ flag, kind }) => [flag, kind])).toEqual([['late', 'flag-expires']])
})

test('an entry that only attributes decide about is told, without a number', async () => {
  const when = { country: 'NL' }
  const [entry, child, ...others] = await upcoming({
    a: production({ when, expires: '2026-09-01T00:00:00Z' }),
    b: { dependsOn: ['a'], ...production({ everyone: true }) },
  })
  expect(others).toEqual([])
  expect(entry).toMatchObject({ kind: 'assignment-expires', hits: { moves: [], dependsOnAttributes: true } })
  expect(child).toMatchObject({ kind: 'parent', text: 'goes dark because of a', hits: { moves: [] } })
})
