import * as fc from 'fast-check'
import type { SoundModel } from '../../compiler/model/model.ts'
import { compile } from '../../compiler/pipeline.ts'
import { loadExample } from '../../compiler/load/example.ts'
import { bucketing, conditions, rollouts, weights } from './random-conditions.ts'

const users = ['ann', 'ben', 'cas']
const groups = ['beta', 'staff', 'wide']
const environments = ['development', 'production']
const flags = ['a', 'b', 'c']

const variants = { on: 'one', off: 'none', more: 'two' }

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const expires = maybe(fc.constantFrom('2027-01-01T00:00:00Z', '2027-01-01T01:00:00.123+01:00', '2028-02-29T12:00:00Z'))

const audience = fc.oneof(
  fc.record({ users: fc.subarray(users, { minLength: 1 }) }),
  fc.record({ group: fc.constantFrom(...groups) }),
  fc.record({ everyone: fc.constant(true) }),
)

const assignment = fc
  .tuple(
    audience,
    fc.record({
      expires,
      starts: maybe(fc.constant('2026-01-01T00:00:00Z')),
      serve: maybe(fc.oneof(fc.constantFrom('off', 'on'), weights('on', 'off'))),
      when: maybe(conditions(groups)),
      rollout: maybe(rollouts),
      reason: maybe(fc.constantFrom('because', '\u{1f600} “why”')),
    }),
    bucketing,
  )
  .map(([whom, rest, bucket]) => Object.assign({}, whom, rest, rest.rollout === undefined ? {} : bucket))

const flag = fc.record({
  description: fc.constantFrom('one', 'two'),
  owner: fc.constant('team'),
  tags: maybe(fc.subarray(['x', 'y'])),
  enabled: maybe(fc.boolean()),
  disabledIn: maybe(fc.subarray(environments)),
  client: maybe(fc.boolean()),
  many: fc.boolean(),
  bucket: maybe(bucketing),
  dependsOn: maybe(fc.constant(['base'])),
  assignments: fc.record(
    Object.fromEntries(
      environments.map((name) => [
        name,
        fc.uniqueArray(assignment, {
          maxLength: 3,
          selector: (one) => ('users' in one ? 'users' : JSON.stringify(one)),
        }),
      ]),
    ),
    { requiredKeys: [] },
  ),
})

/** A flag repository as one map of sections; small enough that two of them have much in common. */
export const flagFiles: fc.Arbitrary<string> = fc
  .record({
    users: fc.record(
      Object.fromEntries(
        users.map((name) => [
          name,
          fc.record({ id: fc.constantFrom(undefined, 1, 2, 3, 4), name: maybe(fc.constant('N')) }),
        ]),
      ),
    ),
    members: fc.tuple(fc.subarray(users), fc.subarray(users), fc.subarray(users)),
    wide: fc.record({
      groups: fc.subarray(['beta', 'staff'], { minLength: 1 }),
      exclude: maybe(fc.subarray(users, { minLength: 1, maxLength: 1 })),
      when: maybe(conditions(['beta'])),
    }),
    keys: fc.subarray(['a', 'b']),
    origins: maybe(fc.subarray(['https://*.a.example', 'http://localhost:*', 'https://b.example'])),
    first: fc.constantFrom(...environments),
    flags: fc.record(Object.fromEntries(flags.map((name) => [name, flag])), { requiredKeys: [] }),
  })
  .map(({ users: people, members, wide, keys, origins, first, flags: some }) => {
    const others = environments.filter((name) => name !== first)
    const ids = new Set<number>()
    for (const user of Object.values(people)) {
      if (user.id !== undefined && ids.has(user.id)) user.id = undefined
      if (user.id !== undefined) ids.add(user.id)
    }
    return JSON.stringify({
      environments: Object.fromEntries(
        [first, ...others].map((name, index) => [name, index === 0 ? { ...keysOf(keys), origins } : {}]),
      ),
      users: people,
      groups: Object.fromEntries(
        groups.map((name, index) => [name, { members: members[index], ...(name === 'wide' ? wide : {}) }]),
      ),
      flags: Object.fromEntries([
        [
          'base',
          {
            description: 'b',
            owner: 'o',
            assignments: Object.fromEntries(environments.map((name) => [name, 'everyone'])),
          },
        ],
        ...Object.entries(some).flatMap(([name, one]) => (one ? [[name, plain(one)]] : [])),
      ]),
    })
  })

type Lists = Readonly<Record<string, readonly { readonly serve?: unknown }[] | undefined>>

function plain({
  many,
  bucket,
  assignments,
  ...rest
}: {
  many: boolean
  bucket: object | undefined
  assignments: Lists
}) {
  if (!many) return { ...rest, ...bucket, assignments }
  const lists = Object.entries(assignments).map(([name, list]) => [
    name,
    list?.map((one) => ({ ...one, serve: one.serve ?? 'more' })),
  ])
  return { ...rest, ...bucket, type: 'string', variants, off: 'off', assignments: Object.fromEntries(lists) as Lists }
}

function keysOf(digits: readonly string[]): object {
  return { keys: digits.map((digit) => ({ kind: digit === 'a' ? 'server' : 'client', sha256: digit.repeat(64) })) }
}

/** The model of such files; undefined when they have an error. */
export async function soundModel(files: string): Promise<SoundModel | undefined> {
  const { model, report } = await compile(loadExample({ 'flags/all.yaml': files }), Date.parse('2026-06-01T00:00:00Z'))
  return report.sound(model)
}
