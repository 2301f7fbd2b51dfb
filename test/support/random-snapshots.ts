import * as fc from 'fast-check'
import type { Snapshot, SnapshotAssignment, SnapshotCondition, SnapshotFlag } from '../../schema/types.ts'

// Snapshots over few users, groups, attributes and instants, so that what they ask for meets: every way to admit and to
// serve is there, and dependencies in all directions.

export const users = ['ann', 'ben', 'cas', '__proto__', 'toString']
export const instant = fc.integer({ min: 0, max: 12 })
const parts = fc.constantFrom(0, 1, 20_000, 50_000, 99_999, 100_000)
const groupCount = 3
const variantCount = 3

const test = fc.oneof(
  fc.record({ in: fc.subarray(['NL', 'DE', 'FR']) }),
  fc.record({ notIn: fc.subarray(['NL', 'DE']) }),
  fc.record({ equals: fc.constantFrom('NL', 'DE', 5) }),
  fc.record({ greaterThan: fc.constantFrom(3, 5) }),
  fc.record({ exists: fc.boolean() }),
)

const attributeTest = fc
  .tuple(fc.constantFrom('country', 'age', 'company.id'), test, fc.boolean())
  .map(([attribute, operators, negate]) => ({
    attribute,
    test: operators,
    ...(negate ? { negate: true as const } : {}),
  }))

/** A condition that names no group from `groups` on. */
function conditionOver(groups: number): fc.Arbitrary<SnapshotCondition> {
  return fc.letrec<{ condition: SnapshotCondition }>((tie) => {
    const several = fc.array(tie('condition'), { maxLength: 3 })
    const named = fc.uniqueArray(fc.nat(Math.max(0, groups - 1)), { minLength: 1, maxLength: 2 })
    return {
      condition: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 4, arbitrary: attributeTest },
        { weight: 1, arbitrary: several.map((all) => ({ all })) },
        { weight: 1, arbitrary: several.map((any) => ({ any })) },
        { weight: 1, arbitrary: tie('condition').map((not) => ({ not })) },
        ...(groups > 0 ? [{ weight: 1, arbitrary: named.map((group) => ({ group })) }] : []),
      ),
    }
  }).condition
}

/** There once, and absent `absent` times. */
const maybe = <T>(value: fc.Arbitrary<T>, absent = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: absent, arbitrary: fc.constant(undefined) })
const some = fc.subarray([...users].sort(), { minLength: 1 })

const groups = fc.tuple(
  ...Array.from({ length: groupCount }, (_, index) =>
    fc
      .record({
        members: maybe(some),
        exclude: maybe(some, 2),
        groups: maybe(fc.uniqueArray(fc.nat(Math.max(0, index - 1)), { minLength: 1 })),
        when: maybe(conditionOver(index)),
      })
      .map((group) => present(index === 0 ? { ...group, groups: undefined } : group)),
  ),
)

const steps = fc
  .uniqueArray(instant, { minLength: 1, maxLength: 3 })
  .chain((instants) =>
    fc.tuple(...instants.sort((a, b) => a - b).map((at) => parts.map((share) => ({ at, parts: share })))),
  )
const ramp = fc.record({ from: parts, to: parts, starts: fc.nat(5), ends: fc.integer({ min: 6, max: 12 }) })
const weights = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }))
  .map(([one, other]) => {
    const [low, high] = one < other ? [one, other] : [other, one]
    const shares = [low, high - low, 100_000 - high].map((share, variant) => ({ variant, parts: share }))
    return shares.filter((share) => share.parts > 0)
  })

const assignment = fc
  .record({
    users: maybe(some, 3),
    groups: maybe(fc.uniqueArray(fc.nat(groupCount - 1), { minLength: 1 }), 2),
    everyone: maybe(fc.constant(true as const)),
    when: maybe(conditionOver(groupCount), 2),
    starts: maybe(instant, 3),
    expires: maybe(instant, 3),
    rollout: maybe(fc.oneof(parts, steps, ramp), 2),
    serve: fc.oneof({ weight: 2, arbitrary: fc.nat(variantCount - 1) }, { weight: 1, arbitrary: weights }),
    salt: maybe(fc.constantFrom('salt', 'pepper'), 3),
    bucketBy: maybe(fc.constantFrom('age', 'company.id'), 4),
  })
  .map((given) => present(given) as SnapshotAssignment)

const flag = fc.record({
  stopped: maybe(fc.constantFrom('disabled' as const, 'disabled-here' as const, 'unassigned' as const), 9),
  expires: maybe(instant, 5),
  off: fc.nat(variantCount - 1),
  parents: fc.array(fc.tuple(fc.nat(9), maybe(fc.uniqueArray(fc.nat(variantCount - 1), { minLength: 1 }))), {
    maxLength: 2,
  }),
  assignments: fc.array(assignment, { maxLength: 4 }),
})

export const snapshots: fc.Arbitrary<Snapshot> = fc
  .record({ groups, flags: fc.array(flag, { minLength: 1, maxLength: 6 }) })
  .map(({ groups: some, flags }) => ({
    format: 1,
    environment: 'production',
    revision: 'worktree',
    version: '0123456789abcdef',
    bucketing: 'murmur3-fmix32',
    keys: [],
    groups: some,
    flags: flags.map((given, index) => flagOf(given, index)),
  }))

type RandomFlag = typeof flag extends fc.Arbitrary<infer T> ? T : never

function flagOf({ parents, stopped, ...given }: RandomFlag, index: number): SnapshotFlag {
  const dependsOn = index === 0 ? [] : parents.map(([at, variants]) => present({ flag: at % index, variants }))
  const variants = ['0', '1', '2'].map((value) => ({ name: `variant-${value}`, value }))
  const rest = stopped ? { stopped } : { ...given, dependsOn }
  return present({
    key: `flag-${index}`,
    type: 'integer' as const,
    client: false,
    version: `0000000${index}`,
    variants,
    ...rest,
    off: given.off,
  })
}

export const contexts = fc
  .record({
    targetingKey: maybe(fc.constantFrom<unknown>(...users, ...users, 'somebody', '', 7), 1),
    country: maybe(fc.constantFrom<unknown>('NL', 'DE', 'FR', 'BE', ['NL', 'BE'], 5, null)),
    age: maybe(fc.constantFrom<unknown>(4, 5, 6, '5', '', null, -0.5)),
    company: maybe(fc.constantFrom<unknown>({ id: 'x' }, { id: 5 }, 'none')),
  })
  .map(present)

/** Without the fields that are undefined, as JSON would leave them out. */
function present<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never
}
