import * as fc from 'fast-check'
import { bucketing, conditions, rollouts, weights } from './random-conditions.ts'

// Flag files for evaluation: few users and instants, many ways to meet in one list, and dependencies in all directions.

export const people = ['ann', 'ben', 'cas', 'dan']
const groups = ['beta', 'staff', 'nobody', 'wide', 'described']
const environments = ['development', 'production']
const instants = [
  '2026-07-01T00:00:00Z',
  '2026-07-01T02:00:00.001+02:00',
  '2026-08-01T12:30:00.5Z',
  '2027-01-01T00:00:00Z',
]

/** Every instant that is written, the millisecond before it, and one before and after all of them. */
export const moments = instants
  .flatMap((text) => [Date.parse(text) - 1, Date.parse(text)])
  .concat(Date.parse('2026-06-02T00:00:00Z'), Date.parse('2030-01-01T00:00:00Z'))

/** There as often as not, or as many times as said for each time that it is absent. */
const maybe = <T>(value: fc.Arbitrary<T>, there = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: there, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) })
const names = ['off', 'a', 'b']

const audience = fc.oneof(
  fc.record({ users: fc.subarray(people, { minLength: 1, maxLength: 2 }) }),
  fc.record({ user: fc.constantFrom(...people) }),
  fc.record({ group: fc.constantFrom(...groups) }),
  fc.record({ groups: fc.subarray(groups, { minLength: 1 }) }),
  fc.record({
    users: fc.subarray(people, { minLength: 1, maxLength: 1 }),
    groups: fc.subarray(groups, { minLength: 1 }),
  }),
  fc.constant({ everyone: true }),
)

const list = fc
  .array(
    fc.record({
      whom: audience,
      window: maybe(fc.record({ starts: maybe(fc.constantFrom(0, 1)), expires: maybe(fc.constantFrom(2, 3)) }), 1),
      serve: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names) }, weights(...names)),
      when: maybe(conditions(groups), 1),
      rollout: maybe(rollouts, 1),
      bucketing,
    }),
    { maxLength: 4 },
  )
  .map(eachUserOnce)

/** A user may be named once in a list, and the same assignment stand there once. */
function eachUserOnce(
  given: readonly {
    whom: object
    window: { starts: number | undefined; expires: number | undefined } | undefined
    serve: string | object
    when: object | undefined
    rollout: unknown
    bucketing: object
  }[],
): object[] {
  const seen = new Set<string>()
  return given.flatMap(({ whom, window, serve, when, rollout, bucketing: bucket }) => {
    const named = [whom].flatMap(
      ({ user, users }: { user?: string; users?: string[] }) => users ?? (user ? [user] : []),
    )
    const marks = named.length > 0 ? named : [JSON.stringify([whom, when, rollout])]
    if (marks.some((mark) => seen.has(mark))) return []
    for (const mark of marks) seen.add(mark)
    const at = (index: number | undefined): string | undefined => (index === undefined ? undefined : instants[index])
    const shares = rollout !== undefined || typeof serve === 'object' ? bucket : {}
    return [{ ...whom, when, rollout, ...shares, serve, starts: at(window?.starts), expires: at(window?.expires) }]
  })
}

const flag = fc.record({
  enabled: fc.constantFrom(true, true, true, false),
  disabledIn: maybe(fc.subarray(environments, { maxLength: 1 }), 1),
  expires: maybe(fc.constantFrom(...instants), 1),
  off: fc.constantFrom(...names),
  bucketing,
  parents: fc.array(fc.tuple(fc.nat(9), maybe(fc.subarray(names, { minLength: 1 }))), { maxLength: 2 }),
  assignments: fc.record(Object.fromEntries(environments.map((name) => [name, list])), { requiredKeys: [] }),
})

/** A flag repository as one map of sections. Some of them have errors that a random hand makes. */
export const targeting: fc.Arbitrary<string> = fc
  .record({
    members: fc.tuple(fc.subarray(people), fc.subarray(people)),
    wide: fc.record({
      groups: fc.subarray(['beta', 'staff', 'described'], { minLength: 1 }),
      members: fc.subarray(people, { maxLength: 1 }),
      exclude: maybe(fc.subarray(people, { minLength: 1, maxLength: 1 }), 1),
    }),
    described: fc.record({ when: conditions(['beta', 'staff']), exclude: maybe(fc.constant(['ann']), 1) }),
    flags: fc.array(flag, { minLength: 1, maxLength: 6 }),
  })
  .map(({ members, wide, described, flags }) =>
    JSON.stringify({
      environments: Object.fromEntries(environments.map((name) => [name, {}])),
      users: Object.fromEntries(people.map((name) => [name, {}])),
      groups: {
        beta: { members: members[0] },
        staff: { members: members[1] },
        nobody: { members: [] },
        wide,
        described,
      },
      flags: Object.fromEntries(
        flags.map(({ parents, bucketing: bucket, ...given }, index) => [
          `flag-${index}`,
          {
            ...given,
            ...bucket,
            type: 'string',
            variants: { off: 'none', a: 'A', b: 'B' },
            dependsOn: parentsOf(parents, index),
          },
        ]),
      ),
    }),
  )

function parentsOf(parents: readonly (readonly [number, string[] | undefined])[], index: number): object[] {
  const chosen = new Map(index === 0 ? [] : parents.map(([at, variants]) => [`flag-${at % index}`, variants]))
  return [...chosen].map(([flag, variants]) => ({ flag, variants }))
}
