import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import type { AssignmentStep, Explanation } from '../../../worker/evaluate/explain/explanation.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { contexts, instant, snapshots } from '../../support/random-snapshots.ts'
import { production } from '../../support/snapshots.ts'

const now = Date.parse('2026-07-01T00:00:00Z')
const plan = loadSnapshot(
  pack(
    await production({
      users: { alice: {}, bob: {} },
      groups: {
        beta: { members: ['alice'] },
        eu: { groups: ['beta'], when: { country: ['NL', 'DE'] }, exclude: ['bob'] },
      },
      flags: {
        parent: { assignments: { production: [{ group: 'eu' }] } },
        child: {
          dependsOn: ['parent'],
          expires: '2030-01-01T00:00:00Z',
          assignments: {
            production: [
              { group: 'beta', starts: '2029-01-01T00:00:00Z' },
              { user: 'alice', expires: '2027-01-01T00:00:00Z', when: { age: { greaterThan: 18 } } },
              { when: { country: 'NL', age: { greaterThan: 18 } } },
              { everyone: true, rollout: 12.5 },
              { everyone: true, rollout: 50, bucketBy: 'company' },
            ],
          },
        },
        priced: {
          type: 'string',
          variants: { a: 'A', b: 'B', c: 'C' },
          off: 'a',
          assignments: { production: [{ everyone: true, serve: { c: 25, a: 50, b: 25 } }] },
        },
      },
    }),
  ),
)

describe('an explanation', () => {
  it('shows each step up to the one that decided, with what kept each assignment out', () => {
    const { steps, decision } = explain(plan, 'child', { targetingKey: 'alice', age: '19', country: 'DE' }, now)
    expect(steps.map((step) => [step.step, step.decided])).toEqual([
      ['stopped', false],
      ['expiry', false],
      ['dependency', false],
      ...Array.from({ length: 5 }, () => ['assignment', false]),
      ['unmatched', true],
    ])
    expect(assignments(steps)).toMatchObject([
      { index: 1, by: 'own', outcome: 'condition', when: { tests: [{ operator: 'greaterThan', why: 'type' }] } },
      { index: 0, by: 'list', outcome: 'not-started', starts: Date.parse('2029-01-01T00:00:00Z') },
      { index: 2, by: 'list', outcome: 'condition', when: { kind: 'all', outcome: 'false' } },
      { index: 3, by: 'list', outcome: 'outside', rollout: { parts: 12_500, key: 'alice', by: undefined } },
      { index: 4, by: 'list', outcome: 'no-key', rollout: { by: 'company', key: undefined, bucket: undefined } },
    ])
    expect(steps.at(-1)).toEqual({ step: 'unmatched', lacksKey: true, decided: true })
    expect(decision.errorCode).toBe('TARGETING_KEY_MISSING')
  })

  it('stops at the parent that does not hold, with the explanation of the parent', () => {
    const { decision, steps } = explain(plan, 'child', { targetingKey: 'bob', country: 'NL' }, now)
    expect(steps.at(-1)).toMatchObject({ step: 'dependency', decided: true, parent: 'parent', serves: 'off' })
    expect(decision.metadata.blockedBy).toBe('parent')
    const [asked] = assignments(parentOf(steps).steps)
    expect(asked).toMatchObject({ outcome: 'not-in-audience', groups: [{ inside: false, by: 'excluded' }] })
  })

  it('says how a context came into a group', () => {
    const groupsOf = (context: object) => assignments(explain(plan, 'parent', { ...context }, now).steps)[0]?.groups
    expect(groupsOf({ targetingKey: 'alice' })).toMatchObject([{ by: 'group', groups: [{ by: 'member' }] }])
    expect(groupsOf({ country: 'NL' })).toMatchObject([{ by: 'condition', when: { outcome: 'true', got: 'NL' } }])
    expect(groupsOf({})).toMatchObject([{ by: 'outside', when: { outcome: 'unfit' } }])
  })

  it('names the bucket and the share it falls to, and a pinned bucket as such', () => {
    const [own] = assignments(explain(plan, 'priced', { targetingKey: 'alice' }, now).steps)
    const shares = [
      { variant: 'a', from: 0, to: 50_000 },
      { variant: 'b', from: 50_000, to: 75_000 },
      { variant: 'c', from: 75_000, to: 100_000 },
    ]
    expect(own?.weights).toEqual({ by: undefined, key: 'alice', bucket: expect.any(Number), pinned: false, shares })
    const [pinned] = assignments(explain(plan, 'priced', {}, now, { weights: 75_000 }).steps)
    expect(pinned).toMatchObject({ serves: 'c', weights: { bucket: 75_000, pinned: true, key: undefined } })
  })

  it('has one step for a flag that is not there', () => {
    const { decision, steps } = explain(plan, 'nothing', {}, now)
    expect(steps).toEqual([{ step: 'unknown', decided: true }])
    expect(decision.errorCode).toBe('FLAG_NOT_FOUND')
  })

  it('works a parent out once, however many ways lead to it', () => {
    const flags = Array.from({ length: 40 }, (_, at) => {
      const dependsOn = at < 2 ? [] : [{ flag: at - 1 }, { flag: at - 2 }]
      const variants = ['true', 'false'].map((value) => ({ name: value, value }))
      const base = { key: `f-${at}`, type: 'boolean' as const, client: false, version: '00000000', variants, off: 1 }
      return { ...base, dependsOn, assignments: [{ everyone: true as const, serve: 0 }] }
    })
    const deep = loadSnapshot(pack({ ...empty, flags }))
    const seen = new Set<Explanation>()
    const walk = (one: Explanation): void => {
      if (seen.has(one)) return
      seen.add(one)
      for (const step of one.steps) if (step.step === 'dependency') walk(step.why)
    }
    walk(explain(deep, 'f-39', {}, now))
    expect(seen.size).toBe(40)
  })

  it('ends where the evaluation ends, whatever the flags and the context are', () => {
    fc.assert(
      fc.property(snapshots, contexts, instant, fc.boolean(), (json, context, at, pin) => {
        const random = loadSnapshot(pack(json))
        const pins = pin ? { rollout: 19_999, weights: 40_000 } : undefined
        for (const { key, off } of json.flags) {
          const decision = evaluate(random, key, context, at, pins)
          const { decision: explained, steps } = explain(random, key, context, at, pins)
          expect(explained).toEqual(decision)
          expect(steps.findIndex(({ decided }) => decided)).toBe(steps.length - 1)
          const last = steps.at(-1)!
          if (last.step === 'dependency') expect(decision.metadata.blockedBy).toBe(last.parent)
          if (decision.errorCode !== undefined) expect(last).toMatchObject({ step: 'unmatched', lacksKey: true })
          else if (last.step === 'assignment') expect(last.serves).toBe(decision.variant)
          else expect(decision.variant).toBe(`variant-${off}`)
          for (const step of assignments(steps)) expect(isConsistent(step)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

const empty = {
  format: 1 as const,
  environment: 'production',
  revision: 'worktree',
  version: '0123456789abcdef',
  bucketing: 'murmur3-fmix32' as const,
  keys: [],
  groups: [],
}

function assignments(steps: Explanation['steps']): AssignmentStep[] {
  return steps.filter((step) => step.step === 'assignment')
}

function parentOf(steps: Explanation['steps']): Explanation {
  const last = steps.at(-1)
  if (last?.step !== 'dependency') throw new Error('no parent decided')
  return last.why
}

/** What a step says of condition, bucket and shares is what its outcome says. */
function isConsistent({ outcome, serves, when, groups, rollout, weights }: AssignmentStep): boolean {
  const meets = when === undefined || when.outcome === 'true'
  const inside = groups === undefined || groups.some((group) => group.inside)
  const isIn = rollout === undefined || rollout.parts === 100_000 || (rollout.bucket ?? Infinity) < rollout.parts
  const share = weights?.shares.find(({ from, to }) => (weights.bucket ?? 0) >= from && (weights.bucket ?? 0) < to)
  switch (outcome) {
    case 'served':
      return meets && inside && isIn && (weights === undefined || share?.variant === serves)
    case 'condition':
      return !meets && inside
    case 'outside':
      return meets && inside && !isIn
    case 'no-key':
      return meets && inside && (rollout?.bucket === undefined || weights?.bucket === undefined)
    default:
      return outcome !== 'not-in-audience' || groups === undefined || !inside
  }
}
