import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import type { SnapshotAssignment, SnapshotFlag } from '../../../schema/types.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'

const variants = ['off', 'a', 'b', 'c'].map((name) => ({ name, value: JSON.stringify(name) }))

function flag(key: string, assignment: SnapshotAssignment, ...parents: number[]): SnapshotFlag {
  const dependsOn = parents.map((index) => ({ flag: index }))
  return {
    key,
    type: 'string',
    client: false,
    version: '00000001',
    variants,
    off: 0,
    dependsOn,
    assignments: [assignment],
  }
}

function planOf(...flags: SnapshotFlag[]): Plan {
  const rest = {
    format: 1,
    environment: 'production',
    revision: 'r',
    version: '0',
    bucketing: 'murmur3-fmix32',
  } as const
  return loadSnapshot(pack({ ...rest, keys: [], groups: [], flags }))
}

const serves = (plan: Plan, key: string, user: string, now = 0): string | undefined => {
  const decision = evaluate(plan, key, { targetingKey: user }, now)
  return decision.errorCode === undefined ? decision.variant : undefined
}

const weights = [
  { variant: 1, parts: 50_000 },
  { variant: 2, parts: 30_000 },
  { variant: 3, parts: 20_000 },
]
const parts = fc.nat(100_000)
const users = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 })

describe('a rollout that grows', () => {
  it('never moves anybody out, and never changes what anybody is served', () => {
    fc.assert(
      fc.property(parts, parts, users, (one, other, keys) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        const before = planOf(flag('f', { everyone: true, rollout: less, serve: weights }))
        const after = planOf(flag('f', { everyone: true, rollout: more, serve: weights }))
        for (const key of keys)
          if (serves(before, 'f', key) !== 'off') expect(serves(after, 'f', key)).toBe(serves(before, 'f', key))
      }),
    )
  })

  it('does so in time as well, in steps and along a ramp', () => {
    const instant = fc.integer({ min: -10, max: 1010 })
    const ramp = { from: 5000, to: 90_000, starts: 0, ends: 1000 }
    const steps = [0, 250, 500, 1000].map((at) => ({ at, parts: at * 100 }))
    const plan = planOf(
      flag('ramp', { everyone: true, rollout: ramp, serve: weights }),
      flag('steps', { everyone: true, rollout: steps, serve: weights }),
    )
    fc.assert(
      fc.property(instant, instant, users, (one, other, keys) => {
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)]
        for (const name of ['ramp', 'steps'])
          for (const key of keys) {
            const before = serves(plan, name, key, sooner)
            if (before !== 'off') expect(serves(plan, name, key, later)).toBe(before)
          }
      }),
    )
  })
})

describe('of 50,000 users', () => {
  const half: SnapshotAssignment = { everyone: true, rollout: 50_000, serve: 1 }
  const keys = Array.from({ length: 50_000 }, (_, index) => `user-${index}`)
  const share = (plan: Plan, name: string): number =>
    keys.filter((key) => serves(plan, name, key) !== 'off').length / keys.length
  // Five standard deviations of a share of so many users.
  const close = (found: number, expected: number): void =>
    expect(Math.abs(found - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / keys.length))

  it('half of half get a child whose parent has a rollout of its own', () => {
    close(share(planOf(flag('parent', half), flag('child', half, 0)), 'child'), 0.25)
  })

  it('just half do when both are shuffled with one salt: the rollouts lie in each other', () => {
    const shared = { ...half, salt: 'checkout' }
    const plan = planOf(flag('parent', shared), flag('child', shared, 0))
    expect(share(plan, 'child')).toBe(share(plan, 'parent'))
  })

  it('each variant gets its weight of those inside, whatever the rollout', () => {
    for (const rollout of [20_000, 100_000]) {
      const plan = planOf(flag('f', { everyone: true, rollout, serve: weights }))
      const served = keys.map((key) => serves(plan, 'f', key))
      for (const { variant, parts: weight } of weights) {
        const found = served.filter((name) => name === variants[variant]!.name).length / keys.length
        close(found, (weight * rollout) / 1e10)
      }
    }
  })
})
