import { describe, expect, test } from 'vitest'
import { emit } from '../../../compiler/commands/plan-of.ts'
import type { Group, SoundModel } from '../../../compiler/model/model.ts'
import { hunt } from '../../../compiler/testing/mutation/hunt.ts'
import type { Mutant } from '../../../compiler/testing/mutation/mutant.ts'
import { mutantsOf } from '../../../compiler/testing/mutation/mutants.ts'
import { run } from '../../../compiler/testing/run.ts'
import { flagTests, textAt } from '../../support/flag-tests.ts'

const head = 'environments: { staging: {}, production: {} }\nusers: { alice: {}, bob: {}, carol: {} }\n'
const small = (assignment: string, more = '') =>
  `${head}flags: { f: { description: d, owner: w, ${more}assignments: { production: [${assignment}] } } }\n`
const now = 'defaults: { flag: f, environment: production, at: 2027-01-01T00:00:00Z }\n'

async function judge(flags: string, tests: string) {
  const { model, cases, outcomes, diagnostics } = await flagTests(flags, tests)
  expect(diagnostics).toEqual([])
  expect(outcomes.filter(({ mismatches }) => mismatches.length > 0)).toEqual([])
  return { model, cases, verdicts: [...hunt(mutantsOf(model, cases), cases, model, emit)] }
}

async function survivors(flags: string, cases: readonly string[]) {
  const tests = `${now}tests: [{ name: t, cases: [${cases.join(', ')}] }]\n`
  const { verdicts } = await judge(flags, tests)
  return verdicts.filter(({ fate }) => fate === 'survived').map(({ mutant }) => mutant.words)
}

describe('a change that no case notices is named, and is noticed with one case more', () => {
  const alice = '{ user: alice, expect: on }'
  const bob = '{ user: bob, expect: off }'
  test.each([
    ['removing this assignment', '{ user: alice }', [bob], alice],
    ['admitting everyone instead of those it names', '{ user: alice }', [alice], bob],
    ['leaving out `bob`', '{ users: [alice, bob] }', [alice], '{ user: bob, expect: on }'],
    [
      '`expires` a day later, at 2027-01-03T00:00:00.000Z',
      '{ user: alice, expires: 2027-01-02T00:00:00Z }',
      [alice],
      '{ user: alice, at: 2027-01-02T00:00:00Z, expect: off }',
    ],
    [
      '`expires` a day earlier, at 2027-01-01T12:00:00.000Z',
      '{ user: alice, expires: 2027-01-02T12:00:00Z }',
      [alice],
      '{ user: alice, at: 2027-01-02T00:00:00Z, expect: on }',
    ],
    [
      '`starts` a day earlier, at 2026-12-31T00:00:00.000Z',
      '{ user: alice, starts: 2027-01-01T00:00:00Z }',
      [alice],
      '{ user: alice, at: 2026-12-31T00:00:00Z, expect: off }',
    ],
    ['without `when`', '{ when: { a: 1 } }', ['{ context: { a: 1 }, expect: on }'], '{ expect: off }'],
    [
      'leaving out `b`',
      '{ when: { a: 1, b: 2 } }',
      ['{ context: { a: 1, b: 2 }, expect: on }', '{ context: { b: 2 }, expect: off }'],
      '{ context: { a: 1 }, expect: off }',
    ],
    [
      '`a`: leaving out `y`',
      '{ when: { a: [x, y] } }',
      ['{ context: { a: x }, expect: on }'],
      '{ context: { a: y }, expect: on }',
    ],
    [
      '`a`: `greaterThanOrEquals` instead of `greaterThan`',
      '{ when: { a: { greaterThan: 5 } } }',
      ['{ context: { a: 6 }, expect: on }'],
      '{ context: { a: 5 }, expect: off }',
    ],
    [
      '`a`: `"2.2.0"` instead of `"2.3.0"`',
      '{ when: { a: { semverLessThan: 2.3.0 } } }',
      ['{ context: { a: 2.0.0 }, expect: on }'],
      '{ context: { a: 2.2.9 }, expect: on }',
    ],
    [
      'the opposite of `a`',
      '{ when: { any: [{ a: 1 }, { b: 1 }] } }',
      ['{ context: { b: 1 }, expect: on }'],
      '{ context: { a: 1 }, expect: on }',
    ],
    [
      '`a` without `ignoreCase`',
      '{ when: { a: { equals: X, ignoreCase: true } } }',
      ['{ context: { a: X }, expect: on }'],
      '{ context: { a: x }, expect: on }',
    ],
    [
      '`rollout: 26` instead of `25`',
      '{ everyone: true, rollout: 25 }',
      ['{ bucket: 24.999, expect: on }', '{ bucket: 26, expect: off }'],
      '{ bucket: 25, expect: off }',
    ],
    [
      '`rollout: 24` instead of `25`',
      '{ everyone: true, rollout: 25 }',
      ['{ bucket: 0, expect: on }', '{ bucket: 25, expect: off }'],
      '{ bucket: 24, expect: on }',
    ],
    [
      'the shares of `on` and `off` swapped',
      '{ everyone: true, serve: { on: 60, off: 40 } }',
      ['{ bucket: 39.999, expect: on }', '{ bucket: 60, expect: off }'],
      '{ bucket: 59, expect: on }',
    ],
  ])('%s', async (words, assignment, cases, oneMore) => {
    expect(await survivors(small(assignment), cases)).toContain(words)
    expect(await survivors(small(assignment), [...cases, oneMore])).not.toContain(words)
  })

  test('what depends on a flag notices what happens to it', async () => {
    const flags = `${head}flags:
  parent: { description: d, owner: w, assignments: { production: [{ user: alice }] } }
  f: { description: d, owner: w, dependsOn: [parent], assignments: { production: everyone } }
`
    expect(await survivors(flags, ['{ user: alice, expect: on }'])).toContain('not depending on `parent`')
    expect(
      await survivors(flags, ['{ user: alice, expect: on }', '{ user: bob, expect: { blockedBy: parent } }']),
    ).toEqual([])
  })

  test('a group is changed wherever it is used, also inside another', async () => {
    const flags = `${head}groups:
  inner: { description: d, members: [alice, bob], exclude: [bob] }
  outer: { description: d, groups: [inner], members: [carol] }
flags: { f: { description: d, owner: w, assignments: { production: [{ group: outer }] } } }
`
    const told = await survivors(flags, ['{ user: carol, expect: on }'])
    expect(told).toContain('`alice` no member of `inner`')
    expect(told).not.toContain('`carol` no member of `outer`')
    expect(await survivors(flags, ['{ user: carol, expect: on }', '{ user: alice, expect: on }'])).not.toContain(
      '`alice` no member of `inner`',
    )
  })
})

test('a change that gives the same snapshot is not held against the cases', async () => {
  const flags = small('{ user: alice }, { everyone: true, serve: { on: 50, off: 50 } }', 'enabled: false, ')
  const { verdicts } = await judge(flags, `${now}tests: []\n`)
  expect(verdicts.filter(({ fate }) => fate === 'survived').map(({ mutant }) => mutant.words)).toEqual([
    '`enabled: true`',
  ])
})

test('of a long list of users, those whom no case names are one change together', async () => {
  const keys = Array.from({ length: 2000 }, (_, index) => `u${index}`)
  const flags = `environments: { production: {} }
users: { ${keys.map((key) => `${key}: {}`).join(', ')} }
groups: { g: { description: d, members: [${keys.join(', ')}] } }
flags: { f: { description: d, owner: w, assignments: { production: [{ group: g }] } } }
`
  const told = await survivors(flags, ['{ user: u5, expect: on }', '{ user: stranger, expect: off }'])
  expect(told).toEqual(['1,999 users whom no case names no member of `g`'])
})

test('a survivor is named at the place of what is changed', async () => {
  const { verdicts } = await judge(small('{ when: { a: 1, b: [x, y] }, rollout: 5 }'), `${now}tests: []\n`)
  const written = new Map(verdicts.map(({ mutant }) => [mutant.words, textAt(mutant.place)]))
  expect(written.get('removing this assignment')).toBe('{ when: { a: 1, b: [x, y] }, rollout: 5 }')
  expect(written.get('leaving out `a`')).toBe('a')
  expect(written.get('`b`: leaving out `y`')).toBe('b')
  expect(written.get('`rollout: 100` instead of `5`')).toBe('5')
})

test('whatever is left out to be fast: trying each change on everything gives the same verdicts', async () => {
  const flags = `${head}groups:
  inner: { description: d, members: [bob], when: { plan: pro } }
  outer: { description: d, groups: [inner], members: [alice], exclude: [carol] }
flags:
  a: { description: d, owner: w, assignments: { production: [{ group: outer }], staging: everyone } }
  b:
    description: d
    owner: w
    type: string
    variants: { x: x, y: y, z: z }
    off: x
    dependsOn: [a]
    assignments: { production: [{ everyone: true, serve: { y: 50, z: 50 } }], staging: [{ user: bob, serve: z }] }
  c:
    description: d
    owner: w
    dependsOn: [{ flag: b, variants: [y] }]
    assignments: { production: [{ when: { country: [NL, BE], group: outer }, expires: 2027-01-31T00:00:00Z }] }
`
  const { model, cases, verdicts } = await judge(
    flags,
    `defaults: { environment: production, at: 2027-01-01T00:00:00Z, user: alice }
tests:
  - name: t
    cases:
      - { flag: c, bucket: 10, context: { country: NL }, expect: on }
      - { flag: c, bucket: 60, context: { country: NL }, expect: { blockedBy: b } }
      - { flag: c, user: bob, bucket: 10, context: { country: BE }, at: 2027-01-31T00:00:00Z, expect: off }
      - { flag: b, environment: staging, expect: x }
      - { flag: b, user: someone, context: { plan: pro }, expect: { reason: SPLIT } }
`,
  )
  for (const { mutant, fate } of verdicts) {
    const noticed = [...run(cases, withMutant(model, mutant), emit)].some(({ mismatches }) => mismatches.length > 0)
    expect(fate === 'noticed', mutant.words).toBe(noticed)
  }
  expect(new Set(verdicts.map(({ fate }) => fate)).size).toBeGreaterThan(1)
})

/** The whole model with one thing changed. */
function withMutant(model: SoundModel, { flag, group }: Mutant): SoundModel {
  if (flag) return { ...model, flags: new Map(model.flags).set(flag.key, flag) }
  const groups = new Map<string, Group>()
  for (const one of model.groups.values()) {
    const meant = one.key === group.key ? group : one
    const inner = meant.groups.map(({ thing, place }) => ({ thing: groups.get(thing.key) ?? thing, place }))
    groups.set(one.key, { ...meant, groups: inner })
  }
  return { ...model, groups }
}
