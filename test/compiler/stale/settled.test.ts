import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import { settledIn } from '../../../compiler/stale/settled.ts'
import { decisions, evaluateAll } from '../../../worker/evaluate/bulk.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { contexts, instant, snapshots } from '../../support/random-snapshots.ts'
import { snapshotOf, type Written } from '../../support/written-snapshot.ts'

it('what is settled is what everybody gets, from now on', () => {
  let settledOnes = 0
  fc.assert(
    fc.property(
      snapshots,
      fc.array(contexts, { minLength: 1, maxLength: 5 }),
      instant,
      fc.nat(20),
      (json, all, now, later) => {
        const plan = loadSnapshot(pack(json))
        const settled = settledIn(plan, now)
        settledOnes += settled.size
        for (const context of all)
          for (const [flag, decision] of decisions(plan, evaluateAll(plan, context, now + later)).entries()) {
            const expected = settled.get(flag)
            if (!expected || decision.errorCode !== undefined) continue
            expect(decision.variant).toBe(plan.flags.shapes[plan.flags.shape[flag]!]!.variants[expected.variant]![0])
          }
      },
    ),
    { numRuns: 2000 },
  )
  expect(settledOnes).toBeGreaterThan(1000)
})

const now = Date.parse('2026-06-01T00:00:00Z')
const [before, after] = ['2026-05-01T00:00:00Z', '2026-07-01T00:00:00Z']
const everyone = { everyone: true as const, serve: 'on' }

function settledOf(flags: Written['flags'], groups: Written['groups'] = {}): Record<string, unknown> {
  const plan = loadSnapshot(pack(snapshotOf({ flags, groups })))
  const settled = settledIn(plan, now)
  return Object.fromEntries(
    [...settled].map(([flag, { variant, isActive, since }]) => [
      plan.flags.keys.key(flag),
      `${isActive ? 'active' : 'off'} ${variant}${Number.isFinite(since) ? ` since ${new Date(since).toISOString().slice(0, 10)}` : ''}`,
    ]),
  )
}

it.each<[string, Written['flags'][string], string | undefined]>([
  ['is off', { stopped: 'disabled' }, 'off 1'],
  ['has no assignments', { assignments: [] }, 'off 1'],
  ['is for everyone', { assignments: [everyone] }, 'active 0'],
  ['is for a group', { assignments: [{ groups: ['g'], serve: 'on' }] }, undefined],
  ['is for a group and everyone', { assignments: [{ groups: ['g'], serve: 'on' }, everyone] }, 'active 0'],
  ['spares somebody', { assignments: [{ users: ['ann'], serve: 'off' }, everyone] }, undefined],
  ['spares somebody behind everyone', { assignments: [everyone, { users: ['ann'], serve: 'off' }] }, undefined],
  [
    'spared somebody until May',
    { assignments: [{ users: ['ann'], serve: 'off', expires: before }, everyone] },
    'active 0 since 2026-05-01',
  ],
  ['began in May', { assignments: [{ ...everyone, starts: before }] }, 'active 0 since 2026-05-01'],
  ['begins in July', { assignments: [{ ...everyone, starts: after }] }, undefined],
  ['ends in July', { expires: after, assignments: [everyone] }, undefined],
  ['ended in May', { expires: before, assignments: [everyone] }, 'off 1 since 2026-05-01'],
])('a flag that %s', (_, flag, expected) => {
  expect(settledOf({ flag }, { g: ['ann'] })['flag']).toBe(expected)
})

it('a child is as settled as its parents', () => {
  const child = (parent: string) => ({ dependsOn: [parent], assignments: [everyone] })
  const parents: Written['flags'] = {
    on: { assignments: [{ ...everyone, starts: before }] },
    off: { stopped: 'disabled' },
    some: { assignments: [{ users: ['ann'], serve: 'on' }] },
  }
  expect(
    settledOf({
      ...parents,
      underOn: child('on'),
      underOff: child('off'),
      underSome: child('some'),
      far: child('underOn'),
    }),
  ).toEqual({
    on: 'active 0 since 2026-05-01',
    off: 'off 1',
    underOn: 'active 0 since 2026-05-01',
    underOff: 'off 1',
    far: 'active 0 since 2026-05-01',
  })
})
