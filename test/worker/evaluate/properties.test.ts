import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import type { Snapshot } from '../../../schema/types.ts'
import { decisions, evaluateAll } from '../../../worker/evaluate/bulk.ts'
import type { Decision, EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { nextChange } from '../../../worker/evaluate/schedule.ts'
import { contexts, instant, snapshots } from '../../support/random-snapshots.ts'

const load = (json: Snapshot): Plan => loadSnapshot(pack(json))
const all = (plan: Plan, context: EvaluationContext, now: number): Decision[] =>
  decisions(plan, evaluateAll(plan, context, now))

describe('an evaluation', () => {
  it('never throws, whatever the context is', () => {
    fc.assert(
      fc.property(snapshots, fc.jsonValue(), fc.string(), fc.double(), (json, context, key, now) => {
        const plan = load(json)
        const hostile: unknown = JSON.parse('{"__proto__":{"targetingKey":"ann"},"country":{"__proto__":[]}}')
        for (const any of [
          context,
          { targetingKey: context, country: context, age: context, company: context },
          hostile,
        ]) {
          expect(evaluate(plan, key, any as never, now)).toHaveProperty('metadata')
          expect(all(plan, any as never, now)).toHaveLength(json.flags.length)
          expect(explain(plan, 'flag-0', any as never, now).steps.at(-1)?.decided).toBe(true)
        }
      }),
    )
  })

  it('gives the same decision again, alone, in bulk and after another load', () => {
    fc.assert(
      fc.property(snapshots, contexts, instant, (json, context, now) => {
        const plan = load(json)
        const again = load(JSON.parse(JSON.stringify(json)) as Snapshot)
        for (const decision of all(plan, context, now)) {
          expect(evaluate(plan, decision.key, context, now)).toEqual(decision)
          expect(evaluate(again, decision.key, context, now)).toEqual(decision)
        }
      }),
    )
  })

  it('is STATIC only if no user and no instant changes it', () => {
    fc.assert(
      fc.property(snapshots, contexts, contexts, instant, instant, (json, one, other, now, later) => {
        const plan = load(json)
        for (const decision of all(plan, one, now))
          if (decision.errorCode === undefined && decision.reason === 'STATIC')
            expect(evaluate(plan, decision.key, other, later)).toEqual(decision)
      }),
    )
  })

  it('changes by the clock only at the instants nextChange names, where there is no ramp', () => {
    fc.assert(
      fc.property(snapshots, contexts, instant, (json, context, now) => {
        fc.pre(!JSON.stringify(json).includes('"ends"'))
        const plan = load(json)
        const next = nextChange(plan, now)
        const before = all(plan, context, now)
        if (next !== undefined) expect(next).toBeGreaterThan(now)
        for (let at = now; at < Math.min(next ?? 20, 20); at += 1) expect(all(plan, context, at)).toEqual(before)
      }),
    )
  })
})

describe('a window', () => {
  it('is open from its start until just before its end, to the millisecond', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (starts, expires) => {
        fc.pre(starts < expires)
        const plan = load(oneFlag([{ everyone: true, starts, expires, serve: 0 }]))
        const served = [starts - 1, starts, expires - 1, expires].map((now) => variantAt(plan, now))
        expect(served).toEqual(['off', 'on', 'on', 'off'])
      }),
    )
  })

  it('and the one that starts at its end cover every instant once', () => {
    fc.assert(
      fc.property(instant, instant, (turn, now) => {
        const early = load(oneFlag([{ everyone: true, expires: turn, serve: 0 }]))
        const late = load(oneFlag([{ everyone: true, starts: turn, serve: 0 }]))
        expect(variantAt(early, now)).not.toBe(variantAt(late, now))
      }),
    )
  })
})

function variantAt(plan: Plan, now: number): string | undefined {
  const decision = evaluate(plan, 'flag', {}, now)
  return decision.errorCode === undefined ? decision.variant : undefined
}

function oneFlag(assignments: NonNullable<Snapshot['flags'][number]['assignments']>): Snapshot {
  const variants = [
    { name: 'on', value: 'true' },
    { name: 'off', value: 'false' },
  ]
  const flag = {
    key: 'flag',
    type: 'boolean' as const,
    client: false,
    version: '00000000',
    variants,
    off: 1,
    assignments,
  }
  return {
    format: 1,
    environment: 'production',
    revision: 'worktree',
    version: '0123456789abcdef',
    bucketing: 'murmur3-fmix32',
    keys: [],
    groups: [],
    flags: [flag],
  }
}
