import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Snapshot, SnapshotAssignment, SnapshotFlag } from '../../../schema/types.ts'
import { evaluate, evaluateAll } from '../../../worker/evaluate/evaluate.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { isOpen, nextChange } from '../../../worker/evaluate/schedule.ts'

const instant = fc.integer({ min: 0, max: 50 })
const user = fc.constantFrom('alice', 'bob', 'carol', '__proto__', 'toString')

const assignment: fc.Arbitrary<SnapshotAssignment> = fc.record(
  {
    users: fc.uniqueArray(user, { maxLength: 3 }),
    groups: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
    everyone: fc.constant(true as const),
    starts: instant,
    expires: instant,
    serve: fc.nat(2),
  },
  { requiredKeys: ['serve'] },
)

/** Some flag; its dependencies are numbers that still have to be brought below its own index. */
const flag = fc.record(
  {
    stopped: fc.constantFrom('disabled' as const, 'disabled-here' as const, 'unassigned' as const),
    expires: instant,
    dependsOn: fc.array(
      fc.record(
        { flag: fc.nat(20), variants: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 2 }) },
        { requiredKeys: ['flag'] },
      ),
      { maxLength: 3 },
    ),
    assignments: fc.array(assignment, { maxLength: 4 }),
    off: fc.nat(2),
    client: fc.boolean(),
  },
  { requiredKeys: ['off', 'client', 'assignments'] },
)

const snapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    groups: fc.array(fc.uniqueArray(user), { minLength: 3, maxLength: 3 }),
    flags: fc.array(flag, { minLength: 1, maxLength: 8 }),
  })
  .map(({ groups, flags }) => ({
    format: 1,
    environment: 'production',
    revision: 'worktree',
    version: 'v',
    keys: [],
    groups,
    flags: flags.map((given, index): SnapshotFlag => ({
      ...given,
      key: `flag-${index}`,
      type: 'integer',
      version: `v-${index}`,
      variants: ['0', '1', '2'].map((value) => ({ name: `variant-${value}`, value })),
      dependsOn:
        index === 0 ? [] : (given.dependsOn ?? []).map((on) => Object.assign({}, on, { flag: on.flag % index })),
    })),
  }))

const targeted = user.map((targetingKey) => ({ targetingKey }))

describe('an evaluation', () => {
  it('never throws, whatever the context is', () => {
    fc.assert(
      fc.property(snapshot, fc.jsonValue(), fc.string(), fc.double(), (json, context, key, now) => {
        const prepared = loadSnapshot(json)
        for (const any of [context, { targetingKey: context }, JSON.parse('{"__proto__":{"targetingKey":"alice"}}')]) {
          expect(evaluate(prepared, key, any as never, now)).toHaveProperty('metadata')
          expect(evaluateAll(prepared, any as never, now)).toHaveLength(json.flags.length)
          expect(explain(prepared, 'flag-0', any as never, now).steps.at(-1)?.decided).toBe(true)
        }
      }),
    )
  })

  it('gives the same decision again, alone, in bulk and after another load', () => {
    fc.assert(
      fc.property(snapshot, targeted, instant, (json, context, now) => {
        const prepared = loadSnapshot(json)
        const again = loadSnapshot(JSON.parse(JSON.stringify(json)))
        for (const decision of evaluateAll(prepared, context, now)) {
          expect(evaluate(prepared, decision.key, context, now)).toBe(decision)
          expect(evaluate(again, decision.key, context, now)).toEqual(decision)
        }
      }),
    )
  })

  it('ends where its explanation ends', () => {
    fc.assert(
      fc.property(snapshot, targeted, instant, (json, context, now) => {
        const prepared = loadSnapshot(json)
        for (const { key, off, assignments } of json.flags) {
          const { decision, steps } = explain(prepared, key, context, now)
          const last = steps.at(-1)!
          const served = last.step === 'assignment' ? assignments![last.index]!.serve : off
          expect(decision).toHaveProperty('variant', `variant-${served}`)
          if (last.step === 'dependency') expect(decision.metadata.blockedBy).toBe(last.parent)
          expect(steps.filter(({ decided }) => decided)).toHaveLength(1)
        }
      }),
    )
  })

  it('is STATIC only if no user and no instant changes it', () => {
    fc.assert(
      fc.property(snapshot, targeted, targeted, instant, instant, (json, one, other, now, later) => {
        const prepared = loadSnapshot(json)
        for (const decision of evaluateAll(prepared, one, now))
          if (decision.errorCode === undefined && decision.reason === 'STATIC')
            expect(evaluate(prepared, decision.key, other, later)).toBe(decision)
      }),
    )
  })

  it('changes by the clock only at the instants nextChange names', () => {
    fc.assert(
      fc.property(snapshot, targeted, instant, (json, context, now) => {
        const prepared = loadSnapshot(json)
        const next = nextChange(prepared, now)
        const before = evaluateAll(prepared, context, now)
        if (next !== undefined) expect(next).toBeGreaterThan(now)
        for (let at = now; at < Math.min(next ?? 60, 60); at += 1)
          expect(evaluateAll(prepared, context, at)).toEqual(before)
      }),
    )
  })
})

describe('a window', () => {
  it('is open from its start until just before its end, to the millisecond', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (starts, expires) => {
        fc.pre(starts < expires)
        expect([starts - 1, starts, expires - 1, expires].map((now) => isOpen({ starts, expires }, now))).toEqual([
          false,
          true,
          true,
          false,
        ])
      }),
    )
  })

  it('and the one that starts at its end cover every instant once', () => {
    fc.assert(
      fc.property(instant, instant, (turn, now) => {
        const early = isOpen({ starts: undefined, expires: turn }, now)
        const late = isOpen({ starts: turn, expires: undefined }, now)
        expect(early).toBe(!late)
      }),
    )
  })
})
