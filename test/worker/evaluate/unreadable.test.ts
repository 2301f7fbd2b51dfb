import { describe, expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import type { Snapshot, SnapshotFlag } from '../../../schema/types.ts'
import { decisions, evaluateAll } from '../../../worker/evaluate/bulk.ts'
import { columns } from '../../../worker/evaluate/columns.ts'
import type { Decision } from '../../../worker/evaluate/decision.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import { openFrame } from '../../../worker/evaluate/frame.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { withHeaderAt } from '../../support/packed.ts'

const variants = [
  { name: 'on', value: 'true' },
  { name: 'off', value: 'false' },
]

function flag(key: string, more: Partial<SnapshotFlag>): SnapshotFlag {
  return { key, type: 'boolean', client: false, version: '0000000a', variants, off: 1, ...more }
}

const pro = { attribute: 'plan', test: { equals: 'pro' } } as const
const everyone = [{ everyone: true, serve: 0 }] as const
const snapshot: Snapshot = {
  format: 1,
  environment: 'production',
  revision: 'worktree',
  version: '0123456789abcdef',
  bucketing: 'murmur3-fmix32',
  keys: [],
  groups: [{ members: ['alice'], when: pro }, { groups: [0] }],
  flags: [
    flag('asks', { assignments: [{ users: ['bob'], when: pro, serve: 0 }] }),
    flag('by-group', { assignments: [{ groups: [1], serve: 0 }] }),
    flag('child', { dependsOn: [{ flag: 0 }], assignments: [...everyone] }),
    flag('ended', { assignments: [{ everyone: true, when: pro, serve: 0 }], expires: 1000 }),
    flag('stopped', { stopped: 'disabled', assignments: [{ everyone: true, when: pro, serve: 0 }] }),
    flag('guarded', { dependsOn: [{ flag: 4 }], assignments: [{ everyone: true, when: pro, serve: 0 }] }),
    flag('switched', { dependsOn: [{ flag: 0, variants: [1] }], assignments: [...everyone] }),
    flag('unrelated', { assignments: [...everyone] }),
  ],
}
const bytes = pack(snapshot)
const bob = { targetingKey: 'bob', plan: 'pro' }

function answers(plan: Plan, context: object, now = 2000): Record<string, Decision> {
  const all = decisions(plan, evaluateAll(plan, { ...context }, now))
  for (const decision of all) expect(evaluate(plan, decision.key, { ...context }, now)).toEqual(decision)
  return Object.fromEntries(all.map((decision) => [decision.key, decision]))
}

const error = { errorCode: 'GENERAL', metadata: { flagSetId: 'production', version: '0000000a' } }

describe('a word that this version does not know', () => {
  const plan = loadSnapshot(withHeaderAt(bytes, 'conditions.0.test', { soundsLike: 'pro' }))

  it.each([bob, { targetingKey: 'alice' }, {}])('costs the flags that ask it and no other, for %j', (context) => {
    const found = answers(plan, context)
    expect(plan.unreadable).toEqual(['asks', 'by-group', 'ended', 'guarded', 'stopped'])
    expect(found['asks']).toMatchObject(error)
    expect(found['by-group']).toMatchObject(error)
    expect(found['unrelated']).toMatchObject({ variant: 'on', reason: 'STATIC' })
  })

  it('changes nothing about what is off anyway', () => {
    const found = answers(plan, bob)
    expect(found['stopped']).toMatchObject({ variant: 'off', reason: 'DISABLED' })
    expect(found['ended']).toMatchObject({ variant: 'off', reason: 'DISABLED' })
    expect(answers(plan, bob, 999)['ended']).toMatchObject(error)
    expect(found['guarded']).toMatchObject({ reason: 'DISABLED', metadata: { blockedBy: 'stopped' } })
  })

  it('blocks the children of the flag, also one that waits for its off variant', () => {
    const found = answers(plan, bob)
    for (const key of ['child', 'switched'])
      expect(found[key]).toMatchObject({ variant: 'off', reason: 'DISABLED', metadata: { blockedBy: 'asks' } })
  })

  it('is a step of the explanation', () => {
    const { steps, decision } = explain(plan, 'asks', bob, 2000)
    expect(steps.at(-1)).toEqual({ step: 'unreadable', decided: true })
    expect(decision).toMatchObject(error)
    expect(explain(plan, 'child', bob, 2000).decision).toMatchObject({ metadata: { blockedBy: 'asks' } })
  })
})

const windowed = pack({
  ...snapshot,
  flags: [
    flag('plain', { assignments: [...everyone] }),
    flag('timed', {
      assignments: [{ everyone: true, starts: 0, rollout: { from: 0, to: 100_000, starts: 0, ends: 10 }, serve: 0 }],
    }),
  ],
})

it.each([
  ['form of a condition', bytes, 'conditions.0', { near: [52, 4] }],
  ['modifier', bytes, 'conditions.0.stem', true],
  ['form inside another', bytes, 'conditions.0', { all: [pro, { not: { near: [52, 4] } }] }],
  ['rollout', windowed, 'extras.0.1.rollout', { curve: 'slow', starts: 0 }],
  ['rollout by a name', windowed, 'extras.0.1.rollout', 'automatic'],
  ['field of a ramp', windowed, 'extras.0.1.rollout.ease', 'in'],
  ['field of an assignment', windowed, 'extras.0.1.holdout', 5],
] as const)('an unknown %s is an error of the flag', (_, packed, path, value) => {
  const plan = loadSnapshot(withHeaderAt(packed, path, value))
  const found = answers(plan, bob)
  expect(found[packed === bytes ? 'asks' : 'timed']).toMatchObject(error)
  expect(found[packed === bytes ? 'unrelated' : 'plain']).toMatchObject({ variant: 'on', reason: 'STATIC' })
})

it.each([
  ['assignmentAdmission', 4],
  ['assignmentCode', 0x15],
  ['assignmentCode', 0x16],
  ['assignmentCode', 0x17],
  ['flagTraits', 16],
  ['flagTraits', 32],
] as const)('an unknown number %s = %d is an error of the flag', (column, value) => {
  const changed = windowed.slice()
  expect(columns).toContain(column)
  openFrame(changed).columns[column][0] = value
  const found = answers(loadSnapshot(changed), bob)
  expect(found['plain']).toMatchObject(error)
  expect(found['timed']).toMatchObject({ variant: 'on' })
})

it('what every version refuses is still refused', () => {
  expect(() => loadSnapshot(withHeaderAt(bytes, 'conditions.0.test', { in: 'pro' }))).toThrow('is not a list')
  expect(() => loadSnapshot(withHeaderAt(windowed, 'extras.0.1.rollout.to', -1))).toThrow('is not between')
  expect(loadSnapshot(bytes).unreadable).toEqual([])
})
