import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadFolder } from '../compiler/load/disk.ts'
import type { AttributeTest, Condition } from '../compiler/model/condition.ts'
import type { Assignment, Flag, Group, Model } from '../compiler/model/model.ts'
import { compile } from '../compiler/pipeline.ts'
import { top } from './support/repository-flags.ts'
import { halyard } from './support/terminal.ts'

const day = (text: string) => Date.parse(`${text}T00:00:00Z`)
const today = day('2026-11-23')
const folder = fileURLToPath(new URL('../flags', import.meta.url))

const compileFlags = (now: number) => compile(loadFolder(folder, 'flags'), now)
const { model, report } = await compileFlags(today)

const flags = [...model.flags.values()]
const assignments = flags.flatMap((flag) => [...flag.assignments.values()].flatMap((list) => list.assignments))
const production = model.environments.get('production')!

function depth(flag: Flag): number {
  return 1 + Math.max(0, ...flag.dependsOn.map(({ parent }) => depth(parent)))
}

function listed(flag: Flag): readonly Assignment[] {
  return flag.assignments.get(production)?.assignments ?? []
}

/** What the table of grants can hold: users or groups, no start, another variant than `off`. */
function isGrant(flag: Flag, { everyone, starts, serve }: Assignment): boolean {
  return !everyone && starts === undefined && serve !== flag.off
}

const inForce = (flag: Flag, { expires }: Assignment, now: number) =>
  flag.enabled &&
  !flag.disabledIn.has(production) &&
  (flag.expires ?? Infinity) > now &&
  (expires?.at ?? Infinity) > now

function membersOf(of: Model, key: string): Set<Group> {
  return new Set([...of.groups.values()].filter(({ members }) => members.some(({ user }) => user.key === key)))
}

function granted(holds: (assignment: Assignment) => boolean, now: number): string[] {
  return flags
    .filter((flag) => listed(flag).some((one) => isGrant(flag, one) && holds(one) && inForce(flag, one, now)))
    .map(({ key }) => key)
}

function attributeTests(condition: Condition): readonly AttributeTest[] {
  if (condition.kind === 'attribute') return [condition]
  if (condition.kind === 'not') return attributeTests(condition.condition)
  return condition.kind === 'group' ? [] : condition.conditions.flatMap(attributeTests)
}

/** On which sides of today the instants lie: true for after. */
function sides(instants: readonly (number | undefined)[]): Set<boolean> {
  return new Set(instants.filter((at) => at !== undefined).map((at) => at > today))
}

describe('the flags of the demo company', () => {
  test.each(['2026-11-23', '2031-06-01', '2099-01-01'])('have no errors on %s', async (date) => {
    const compiled = await compileFlags(day(date))
    expect(compiled.report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(compiled.report.sound(compiled.model)).toBe(compiled.model)
  })

  test('have only the warnings and notes that the examples in them are for', () => {
    const told = report.diagnostics.map(({ severity, where }) => `${where.file.path}: ${severity}`)
    expect(told.toSorted((one, other) => one.localeCompare(other))).toEqual([
      'flags/growth/spring-sale-2025.yaml: warning',
      'flags/platform/dependent_feature.yaml: warning',
      'flags/production/payments.yaml: note',
    ])
  })

  test('are a believable number in several team folders', () => {
    expect(model.environments.size).toBeGreaterThanOrEqual(3)
    expect(model.users.size).toBeGreaterThanOrEqual(18)
    expect(model.groups.size).toBeGreaterThanOrEqual(7)
    expect(model.flags.size).toBeGreaterThanOrEqual(28)
    const folders = new Set(flags.map(({ declared }) => declared.file.path.split('/').slice(0, -1).join('/')))
    expect(folders.size).toBeGreaterThanOrEqual(5)
    expect([...model.environments.values()].filter((one) => one.protected)).toEqual([production])
  })

  test('have a description and an owner each', () => {
    const bare = flags.filter(({ declared: { value } }) => !value.description || !value.owner)
    expect(bare.map(({ key }) => key)).toEqual([])
  })

  test('use every type, and serve some of each to clients and to servers only', () => {
    expect(new Set(flags.map(({ type }) => type))).toEqual(new Set(['boolean', 'string', 'integer', 'float', 'object']))
    expect(new Set(flags.map(({ client }) => client))).toEqual(new Set([true, false]))
  })

  test('depend on each other four flags deep', () => {
    expect(Math.max(...flags.map(depth))).toBe(4)
  })

  test('use every group', () => {
    const used = new Set(assignments.flatMap(({ groups }) => groups.map(({ thing }) => thing.key)))
    expect([...model.groups.keys()].filter((key) => !used.has(key))).toEqual([])
  })

  test('hold starts and expiries on both sides of today', () => {
    const both = new Set([true, false])
    expect(sides(flags.map(({ expires }) => expires))).toEqual(both)
    expect(sides(assignments.map(({ expires }) => expires?.at))).toEqual(both)
    expect(sides(assignments.map(({ starts }) => starts?.at))).toEqual(both)
  })

  test('use the whole language of targeting', () => {
    const whens = [...assignments, ...model.groups.values()].flatMap(({ when }) => when ?? [])
    const tests = whens.flatMap(attributeTests)
    expect(new Set(tests.flatMap(({ test: asked }) => Object.keys(asked))).size).toBeGreaterThanOrEqual(15)
    for (const modifier of ['ignoreCase', 'negate', 'parse', 'loose'] as const)
      expect(tests.some((asked) => asked[modifier])).toBe(true)
    expect(new Set(assignments.map(({ rollout }) => rollout?.kind))).toEqual(
      new Set([undefined, 'fixed', 'steps', 'ramp']),
    )
    expect(assignments.some(({ serve }) => typeof serve !== 'string')).toBe(true)
    expect(flags.filter(({ declared: { value } }) => value.salt).map(({ key }) => key)).toEqual(['reserve-ahead'])
    expect(flags.filter(({ bucketBy }) => bucketBy).length).toBeGreaterThanOrEqual(2)
    expect(flags.filter(({ declared: { value } }) => value.schema).length).toBeGreaterThanOrEqual(2)
    const told = [...model.groups.values()]
    expect(told.some(({ groups, exclude }) => groups.length > 0 && exclude.length > 0)).toBe(true)
  })

  test('take a flag from one user before a group of theirs gets it', () => {
    const taken = flags.filter((flag) =>
      listed(flag).some(({ users, serve }, index, list) =>
        serve === flag.off
          ? users.some(({ thing }) => {
              const own = membersOf(model, thing.key)
              return list.slice(index + 1).some(({ groups }) => groups.some((group) => own.has(group.thing)))
            })
          : false,
      ),
    )
    expect(taken.map(({ key }) => key)).toContain('one-tap-unlock')
  })

  test('switch some flag off in production alone', () => {
    expect(flags.some(({ disabledIn }) => disabledIn.has(production))).toBe(true)
  })
})

test('the demo flags answer what their tests ask, and their tests notice most of what could be changed', async () => {
  const { exit, stdout } = await halyard(['test', 'flags', '--mutate', '--format', 'json'], { cwd: top })
  const { mutation } = JSON.parse(stdout) as { mutation: { score: number } }
  expect(exit).toBe(0)
  expect(mutation.score).toBeGreaterThan(97)
})

describe('the sample queries', () => {
  const rider = [...model.users.values()].find(({ declared }) => declared.value.id === 101)!
  const groups = membersOf(model, rider.key)
  const own = ({ users }: Assignment) => users.some(({ thing }) => thing === rider)
  const shared = (assignment: Assignment) => assignment.groups.some(({ thing }) => groups.has(thing))

  test('find flags of user 101 in production, by a grant of their own and by groups', () => {
    expect(granted(own, today)).toEqual(['group-ride'])
    expect(granted(shared, today).length).toBeGreaterThanOrEqual(4)
  })

  test('do not find what expired for user 101', () => {
    const anyTime = (holds: (assignment: Assignment) => boolean) => granted(holds, -Infinity)
    expect(anyTime(own)).toContain('spring-sale-2025')
    expect(anyTime(shared)).toContain('monthly-pass-price')
    const now = granted((one) => own(one) || shared(one), today)
    expect(now).not.toContain('spring-sale-2025')
    expect(now).not.toContain('monthly-pass-price')
  })

  test('find that dependent_feature has a disabled parent', () => {
    const disabled = model.flags.get('dependent_feature')!.dependsOn.filter(({ parent }) => !parent.enabled)
    expect(disabled.map(({ parent }) => parent.key)).toEqual(['offline-trips'])
  })
})
