import * as fc from 'fast-check'
import type { SoundModel } from '../../compiler/model/model.ts'
import { compile } from '../../compiler/pipeline.ts'
import { loadExample } from '../../compiler/load/example.ts'

const users = ['ann', 'ben', 'cas']
const groups = ['beta', 'staff']
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
      serve: maybe(fc.constantFrom('off', 'on')),
      reason: maybe(fc.constantFrom('because', '\u{1f600} “why”')),
    }),
  )
  .map(([whom, rest]) => Object.assign({}, whom, rest))

const flag = fc.record({
  description: fc.constantFrom('one', 'two'),
  owner: fc.constant('team'),
  tags: maybe(fc.subarray(['x', 'y'])),
  enabled: maybe(fc.boolean()),
  disabledIn: maybe(fc.subarray(environments)),
  client: maybe(fc.boolean()),
  many: fc.boolean(),
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
    members: fc.tuple(fc.subarray(users), fc.subarray(users)),
    first: fc.constantFrom(...environments),
    flags: fc.record(Object.fromEntries(flags.map((name) => [name, flag])), { requiredKeys: [] }),
  })
  .map(({ users: people, members, first, flags: some }) => {
    const others = environments.filter((name) => name !== first)
    const ids = new Set<number>()
    for (const user of Object.values(people)) {
      if (user.id !== undefined && ids.has(user.id)) user.id = undefined
      if (user.id !== undefined) ids.add(user.id)
    }
    return JSON.stringify({
      environments: Object.fromEntries([first, ...others].map((name) => [name, {}])),
      users: people,
      groups: Object.fromEntries(groups.map((name, index) => [name, { members: members[index] }])),
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

function plain({ many, ...rest }: { many: boolean }): object {
  return many ? { ...rest, type: 'string', variants, off: 'off' } : rest
}

/** The model of such files; undefined when they have an error. */
export async function soundModel(files: string): Promise<SoundModel | undefined> {
  const { model, report } = await compile(loadExample({ 'flags/all.yaml': files }), Date.parse('2026-06-01T00:00:00Z'))
  return report.sound(model)
}
