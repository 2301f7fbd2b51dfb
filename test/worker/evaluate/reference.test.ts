import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Snapshot, SnapshotAssignment, SnapshotFlag } from '../../../schema/types.ts'
import { evaluate, evaluateAll } from '../../../worker/evaluate/evaluate.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'

// A second evaluator, written from the rules alone and as plainly as can be: slow, recursive, sharing nothing.

interface Answer {
  readonly variant: number
  readonly reason: string
  readonly blockedBy?: string
}

function answer(snapshot: Snapshot, index: number, user: string, now: number): Answer {
  const flag = snapshot.flags[index]!
  if (flag.stopped || (flag.expires !== undefined && now >= flag.expires))
    return { variant: flag.off, reason: 'DISABLED' }
  for (const { flag: parent, variants } of flag.dependsOn ?? []) {
    const its = answer(snapshot, parent, user, now)
    const active = its.reason !== 'DISABLED' && its.variant !== snapshot.flags[parent]!.off
    if (variants ? !variants.includes(its.variant) : !active)
      return { variant: flag.off, reason: 'DISABLED', blockedBy: snapshot.flags[parent]!.key }
  }
  const all = flag.assignments ?? []
  const inForce = (one: SnapshotAssignment): boolean => (one.starts ?? now) <= now && now < (one.expires ?? Infinity)
  const isOwn = (one: SnapshotAssignment): boolean => user !== '' && (one.users ?? []).includes(user)
  const isOurs = (one: SnapshotAssignment): boolean =>
    user !== '' && (one.groups ?? []).some((group) => snapshot.groups[group]!.includes(user))
  const decides =
    all.find((one) => inForce(one) && isOwn(one)) ??
    all.find((one) => inForce(one) && (one.everyone === true || isOurs(one) || isOwn(one)))
  if (!decides) return { variant: flag.off, reason: 'DEFAULT' }
  return { variant: decides.serve, reason: isStatic(flag, decides) ? 'STATIC' : 'TARGETING_MATCH' }
}

/** The same for everybody, always: nothing but an assignment to everyone can ever be what decides. */
function isStatic(flag: SnapshotFlag, decides: SnapshotAssignment): boolean {
  const all = flag.assignments ?? []
  const endless = flag.expires === undefined && decides.starts === undefined && decides.expires === undefined
  const alone = all[0] === decides && all.every(({ users }) => (users ?? []).length === 0)
  return decides.everyone === true && endless && alone && (flag.dependsOn ?? []).length === 0
}

const user = fc.constantFrom('ann', 'ben', 'cas', '__proto__', '')
const instant = fc.integer({ min: 0, max: 9 })
const optional = <T>(of: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined, freq })
const indexes = fc.uniqueArray(fc.nat(2), { maxLength: 2 })

const assignment = fc
  .record({
    users: optional(fc.uniqueArray(user, { maxLength: 2 })),
    groups: optional(indexes),
    everyone: optional(fc.constant(true as const), 1),
    starts: optional(instant),
    expires: optional(instant),
    serve: fc.nat(2),
  })
  .map(present)

const flag = fc.record({
  stopped: optional(fc.constantFrom('disabled' as const, 'unassigned' as const), 1),
  expires: optional(instant, 1),
  parents: fc.array(fc.tuple(fc.nat(9), optional(indexes)), { maxLength: 2 }),
  off: fc.nat(2),
  assignments: fc.array(assignment, { maxLength: 4 }),
})

const snapshot = fc
  .record({
    groups: fc.array(fc.uniqueArray(user), { minLength: 3, maxLength: 3 }),
    flags: fc.array(flag, { minLength: 1, maxLength: 6 }),
  })
  .map(({ groups, flags }): Snapshot => ({
    format: 1,
    environment: 'production',
    revision: 'worktree',
    version: 'v',
    keys: [],
    groups,
    flags: flags.map(({ parents, ...given }, index) =>
      present({
        ...given,
        key: `flag-${index}`,
        type: 'integer' as const,
        client: false,
        version: 'v',
        variants: ['0', '1', '2'].map((value) => ({ name: value, value })),
        dependsOn: index === 0 ? [] : parents.map(([at, variants]) => present({ flag: at % index, variants })),
      }),
    ),
  }))

/** Without the fields that are undefined, as JSON would leave them out. */
function present<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never
}

it('is what a second evaluator says, written from the rules alone, and so is its explanation', () => {
  fc.assert(
    fc.property(snapshot, user, instant, (json, targetingKey, now) => {
      const prepared = loadSnapshot(JSON.parse(JSON.stringify(json)))
      const bulk = new Map(evaluateAll(prepared, { targetingKey }, now).map((decision) => [decision.key, decision]))
      for (const [index, { key, off }] of json.flags.entries()) {
        const { variant, reason, blockedBy } = answer(json, index, targetingKey, now)
        const metadata = { flagSetId: 'production', version: 'v', ...(blockedBy && { blockedBy }) }
        const decision = evaluate(prepared, key, { targetingKey }, now)
        expect(decision).toEqual({ key, type: 'integer', variant: `${variant}`, value: `${variant}`, reason, metadata })
        expect(bulk.get(key)).toBe(decision)

        const { decision: explained, steps } = explain(prepared, key, { targetingKey }, now)
        expect(explained).toBe(decision)
        expect(steps.findIndex(({ decided }) => decided)).toBe(steps.length - 1)
        const last = steps.at(-1)!
        const why = {
          stopped: 'DISABLED',
          expiry: 'DISABLED',
          dependency: 'DISABLED',
          unmatched: 'DEFAULT',
          unknown: '',
        }
        if (last.step !== 'assignment') expect([reason, variant]).toEqual([why[last.step], off])
        else expect([last.outcome, json.flags[index]!.assignments![last.index]!.serve]).toEqual(['served', variant])
      }
    }),
    { numRuns: 300 },
  )
})
