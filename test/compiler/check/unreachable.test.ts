import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import { snapshot } from '../../../compiler/emit/snapshot.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { compileText } from '../../support/compile.ts'
import { attributeNames, attributeValue, condition, groupNames } from './meeting-conditions.ts'

const people = ['ann', 'ben', 'cas']
const instants = ['2026-05-01T00:00:00Z', '2026-07-01T00:00:00Z', '2026-08-01T00:00:00Z', '2027-01-01T00:00:00Z']
const now = Date.parse('2026-06-01T00:00:00Z')
const moments = [now, ...instants.slice(1).flatMap((text) => [Date.parse(text) - 1, Date.parse(text)]), now * 2]

const maybe = <T>(value: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq })
const some = <T>(from: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...from], { minLength: 1 })
const instant = fc.constantFrom(...instants)
const percent = fc.constantFrom(0, 10, 50, 100)

const audience = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ everyone: true }) },
  { weight: 3, arbitrary: fc.record({ groups: some(groupNames) }) },
  { weight: 2, arbitrary: fc.record({ users: fc.subarray(people, { minLength: 1, maxLength: 2 }) }) },
)

const rollout = fc.oneof(
  percent,
  fc.tuple(percent, percent).map(([first, second]) => [
    { at: instants[0], percent: first },
    { at: instants[2], percent: second },
  ]),
  fc.tuple(percent, percent).map(([from, to]) => ({ from, to, starts: instants[1], ends: instants[2] })),
)

interface Given {
  readonly whom: object
  readonly when?: object | undefined
  readonly rollout?: unknown
  readonly divided?: true | undefined
}

const assignment: fc.Arbitrary<Given> = fc.record({
  whom: audience,
  when: maybe(condition, 3),
  starts: maybe(instant),
  expires: maybe(instant),
  rollout: maybe(rollout),
  salt: maybe(fc.constant('other')),
  bucketBy: maybe(fc.constantFrom(...attributeNames)),
  divided: maybe(fc.constant(true as const)),
})

/** How a later assignment may differ from the one above it: often by less than it takes to be reached. */
const change: fc.Arbitrary<(above: Given) => Given> = fc.oneof(
  condition.map((more) => (above: Given) => ({ ...above, when: above.when ? { all: [above.when, more] } : more })),
  condition.map((when) => (above: Given) => ({ ...above, when })),
  fc
    .record(
      { starts: instant, expires: instant, rollout, salt: fc.constant('other'), divided: fc.constant(true as const) },
      { requiredKeys: [] },
    )
    .map((rest) => (above: Given) => ({ ...above, ...rest })),
  audience.map((whom) => (above: Given) => ({ ...above, whom })),
  assignment.map((other) => () => other),
)

const list = fc.tuple(assignment, fc.array(change, { minLength: 1, maxLength: 3 })).map(([first, changes]) => {
  const given = [first]
  for (const one of changes) given.push(one(given.at(-1) ?? first))
  const used = new Set<string>()
  return given.map(({ whom, divided, ...rest }, index) => ({
    ...(namesAgain(whom, used) ? { everyone: true } : whom),
    ...rest,
    serve: divided ? { [`v${index}`]: 50, [`w${index}`]: 50 } : `v${index}`,
  }))
})

/** A user is named again only seldom: it is an error when nothing keeps the two apart. */
function namesAgain(whom: object, used: Set<string>): boolean {
  const users = 'users' in whom ? (whom.users as string[]) : []
  const again = users.some((name) => used.has(name))
  for (const name of users) used.add(name)
  return again && used.size % 2 === 0
}

const group = fc.record({
  members: fc.subarray(people),
  exclude: maybe(some(people)),
  when: maybe(
    condition.filter((given) => !JSON.stringify(given).includes('"group"')),
    2,
  ),
})

const sections = fc
  .record({
    groups: fc.tuple(group, group, group),
    nested: fc.boolean(),
    lists: fc.array(list, { minLength: 12, maxLength: 12 }),
  })
  .map(({ groups, nested, lists }) => ({
    environments: { production: {} },
    users: Object.fromEntries(people.map((name) => [name, {}])),
    groups: Object.fromEntries(
      groupNames.map((name, index) => [name, { ...groups[index], ...(nested && index > 0 && { groups: ['beta'] }) }]),
    ),
    flags: Object.fromEntries(lists.map((assignments, index) => [`flag-${index}`, flag(assignments)])),
  }))

function flag(assignments: readonly object[]) {
  const names = assignments.flatMap((_, index) => [`v${index}`, `w${index}`])
  const variants = Object.fromEntries(['none', ...names].map((name) => [name, name]))
  return { type: 'string', variants, off: 'none', assignments: { production: assignments } }
}

const context = fc
  .record({
    targetingKey: fc.constantFrom<unknown>(...people, ...people, 'zoe', 'abcdef', '', undefined, 7),
    values: fc.tuple(...attributeNames.map(() => attributeValue)),
  })
  .map(({ targetingKey, values }) => ({
    targetingKey,
    ...Object.fromEntries(attributeNames.map((name, index) => [name, values[index]])),
  }))

/** `flag-3 1` for the second assignment of that flag. */
function flagged({ diagnostics }: Awaited<ReturnType<typeof compileText>>): Set<string> {
  const found = diagnostics.filter(({ code }) => code === 'unreachable-assignment')
  return new Set(found.map(({ where }) => ('path' in where ? `${where.path[1]} ${where.path[4]}` : '')))
}

test('no context is decided by an assignment that is called unreachable, whoever asks and whenever', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(sections, fc.array(context, { minLength: 100, maxLength: 100 }), async (given, contexts) => {
      const compiled = await compileText(JSON.stringify(given), now)
      const unreachable = flagged(compiled)
      if (unreachable.size === 0) return
      found += unreachable.size
      const plan = loadSnapshot(pack(snapshot(desired(compiled.model as SoundModel), 'production', 'test')))
      for (const key of new Set([...unreachable].map((one) => one.split(' ')[0] ?? '')))
        for (const one of contexts)
          for (const at of moments) {
            const decision = evaluate(plan, key, one, at)
            const variant = 'variant' in decision ? decision.variant : 'none'
            expect(unreachable.has(`${key} ${variant.slice(1)}`), `${key} serves ${variant}`).toBe(false)
          }
    }),
    { numRuns: 25 },
  )
  expect(found).toBeGreaterThan(40)
})

const files = (list: string): string => `environments: { production: {} }
users: { alice: {}, bob: {} }
groups:
  beta: { members: [alice] }
  staff: { members: [bob], groups: [beta] }
  dutch: { when: { country: NL } }
flags:
  other: { assignments: { production: [{ groups: [beta, staff, dutch] }] } }
  checkout: { assignments: { production: [${list}] } }
`

const until = (day: string) => `expires: ${day}T00:00:00Z`
const europe = 'when: { country: [NL, DE] }'

test.each([
  [`{ ${europe} }, { when: { country: NL } }`],
  [`{ ${europe} }, { group: beta, when: { country: NL, plan: pro } }`],
  [`{ ${europe} }, { group: dutch }`],
  ['{ group: staff }, { group: beta }'],
  ['{ when: { group: staff } }, { group: beta, when: { country: NL } }'],
  ['{ when: { country: [NL] } }, { when: { country: [DE] } }, { when: { country: [DE, NL] } }'],
  ['{ everyone: true, rollout: 50 }, { everyone: true, rollout: 30 }'],
  ['{ everyone: true, rollout: 100 }, { group: beta }'],
  [`{ everyone: true, ${until('2027-02-01')} }, { group: beta, ${until('2027-01-01')} }`],
  ['{ user: bob, when: { country: [NL, DE] } }, { user: bob, when: { country: NL } }'],
  [`{ everyone: true, rollout: [{ at: 2026-01-01T00:00:00Z, percent: 100 }] }, { group: beta }`],
])('%s: the last one is never reached', async (list) => {
  const { told } = await compileText(files(list), now)
  expect(told.map((line) => line.split(':')[0])).toEqual(['unreachable-assignment'])
})

test.each([
  ['{ when: { country: NL } }, { when: { country: [NL, DE] } }'],
  ['{ when: { country: NL } }, { when: { country: [NL] } }'],
  [`{ ${europe}, rollout: 50 }, { when: { country: NL } }`],
  [`{ ${europe}, ${until('2027-01-01')} }, { when: { country: NL } }`],
  ['{ everyone: true, rollout: 50 }, { everyone: true, rollout: 60 }'],
  ['{ everyone: true, rollout: 50 }, { everyone: true, rollout: 30, salt: x }'],
  ['{ everyone: true, rollout: 50 }, { everyone: true, rollout: 30, bucketBy: company }'],
  ['{ everyone: true, serve: { on: 50, off: 50 } }, { everyone: true }'],
  ['{ group: beta }, { group: staff }'],
  ['{ group: staff }, { when: { country: NL } }'],
  ['{ user: bob, when: { country: NL } }, { user: bob }'],
])('%s: the last one may be reached', async (list) => {
  expect((await compileText(files(list), now)).told).toEqual([])
})
