import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../../compiler/database/store.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { diff } from '../../../compiler/plan/diff.ts'
import { guards } from '../../../compiler/plan/guards.ts'
import { compileText } from '../../support/compile.ts'
import {
  flag,
  many,
  membership,
  perEnvironment,
  places,
  range,
  type Files,
  type Shape,
  shapes,
} from '../../support/row-shapes.ts'
import { alice, bob, TestRepository } from '../../support/repository.ts'
import { stores } from '../../support/store.ts'
import { type Asked, newest, syncHead } from '../../support/syncing.ts'

// What the rails say of rows is asked of rows; each of them is also met by a sync, on one kind of store.
const [kind] = stores()

const json = (files: Files) =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`flags/${name}.yaml`, JSON.stringify(content)]))

async function rowsOf(files: Files) {
  const { model, diagnostics } = await compileText(json(files))
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return desired(model as SoundModel)
}

/** What the way from these files to those is refused for; flags in `archived` were removed before. */
async function refusals(before: Files, after: Files, archived: Files = {}): Promise<string[]> {
  const [live, goal, gone] = [await rowsOf(before), await rowsOf(after), await rowsOf(archived)]
  const flags = new Map(live.feature_flags)
  for (const [id, row] of gone.feature_flags)
    flags.set(id, { ...row, fields: { ...row.fields, archived: true, is_enabled: false } })
  const all = { ...live, feature_flags: flags }
  return guards(all, goal, diff(all, goal)).map(({ code, message }) => `${code}: ${message}`)
}

const options = ['massChange', 'empty', 'removal', 'rollback', 'diverged'] as const

/** A sync is refused for this and writes nothing; all other options together do not lift it, its own does. */
async function expectRail(before: Files, after: Files, own: (typeof options)[number], message: string): Promise<void> {
  const git = TestRepository.make()
  onTestFinished(() => git.remove())
  const store = (await kind?.open()) as Store
  git.commit(alice, json(before))
  await syncHead(store, git)
  git.commit(bob, json(after))
  const last = await newest(store)
  const help = expect.stringMatching(/^nothing was changed; .*--allow-/) as string
  await expect(syncHead(store, git)).rejects.toMatchObject({ exit: 4, message, help })
  const others: Asked = Object.fromEntries(options.filter((one) => one !== own).map((one) => [one, true]))
  await expect(syncHead(store, git, others)).rejects.toThrow(message)
  expect(await newest(store)).toBe(last)
  expect((await syncHead(store, git, { [own]: true })).changes).not.toEqual([])
}

const cases = [...Object.entries(shapes), ...Object.entries(perEnvironment)].map(([table, shape]) => ({
  table,
  shape,
  where: table in perEnvironment ? `${table} of production` : table,
}))

describe('more than 30 % of the rows of a table', () => {
  test.each(cases)(
    '$table: exactly 30 % may change and 30 % be removed; one more is refused',
    async ({ shape, where }) => {
      const before = shape(10, 0, 0)
      expect(await refusals(before, shape(10, 0, 3))).toEqual([])
      expect(await refusals(before, shape(10, 3, 0))).toEqual([])
      expect(await refusals(before, shape(10, 3, 3))).toEqual([])
      const said = (verb: string) => [`mass-change: this would ${verb} 4 of 10 rows of ${where}, more than 30 %`]
      expect(await refusals(before, shape(10, 0, 4))).toEqual(said('change'))
      expect(await refusals(before, shape(10, 4, 0))).toEqual(said('remove'))
      expect(await refusals(before, shape(10, 4, 3))).toEqual(said('remove'))
    },
  )

  test.each(cases)('$table: with nine rows, all but one may change or be removed', async ({ shape }) => {
    expect(await refusals(shape(9, 0, 0), shape(9, 8, 0))).toEqual([])
    expect(await refusals(shape(9, 0, 0), shape(9, 0, 8))).toEqual([])
  })

  test('memberships are counted as well', async () => {
    expect(await refusals(membership(10, 0, 0), membership(10, 3, 0))).toEqual([])
    const said = 'mass-change: this would remove 4 of 10 rows of user_group_membership, more than 30 %'
    expect(await refusals(membership(10, 0, 0), membership(10, 4, 0))).toEqual([said])
  })

  test('new rows and rows that only move count as nothing', async () => {
    const list = (more: number) => ({
      a: {
        ...places,
        users: many(30, () => ({}), [0, 0]),
        flags: {
          one: flag({
            assignments: {
              production: [
                ...range(more).map((n) => ({ user: `x${20 + n}`, starts: '2026-01-01T00:00:00Z' })),
                ...range(12).map((n) => ({ user: `x${n}`, starts: '2026-01-01T00:00:00Z' })),
              ],
            },
          }),
        },
      },
    })
    expect(await refusals(list(0), list(10))).toEqual([])
  })

  test('flags that were archived before are no part of the whole', async () => {
    const flags = shapes['feature_flags'] as Shape
    const archived = { a: { ...places, flags: { old: flag(), older: flag(), oldest: flag(), first: flag() } } }
    expect(await refusals(flags(10, 0, 0), flags(10, 0, 3), archived)).toEqual([])
    expect(await refusals(flags(10, 0, 0), flags(10, 0, 4), archived)).toHaveLength(1)
  })

  test('a sync is refused for rows that change in one environment, and for rows that go', async () => {
    const rules = perEnvironment['flag_rules'] as Shape
    const changes = 'this would change 4 of 10 rows of flag_rules of production, more than 30 %'
    await expectRail(rules(10, 0, 0), rules(10, 0, 4), 'massChange', changes)
    const users = shapes['users'] as Shape
    await expectRail(
      users(10, 0, 0),
      users(10, 4, 0),
      'massChange',
      'this would remove 4 of 10 rows of users, more than 30 %',
    )
  })
})

describe('no flag left at all', () => {
  const files = (...names: string[]) => ({
    a: { ...places, flags: Object.fromEntries(names.map((name) => [name, flag()])) },
  })

  test('is refused; one that is left is enough, and where there was none, none is missed', async () => {
    expect(await refusals(files('one', 'two'), files('one'))).toEqual([])
    expect(await refusals(files(), files())).toEqual([])
    expect(await refusals(files(), files(), files('archived'))).toEqual([])
    await expectRail(
      files('one', 'two'),
      files(),
      'empty',
      'no flag is left in the flag files, and the database holds 2',
    )
  })

  test('is told beside the mass of it, and neither option lifts the other', async () => {
    const all = (shapes['feature_flags'] as Shape)(10, 0, 0)
    const codes = new Set((await refusals(all, files())).map((one) => one.split(':')[0]))
    expect(codes).toEqual(new Set(['mass-change', 'nothing-left']))
  })
})

describe('what somebody has, or what others hang on', () => {
  const protecting = { development: {}, production: { protected: true } }
  const files = (flags: object, environments: object = protecting) => ({
    a: { environments, users: { ann: {} }, flags: { stays: flag(), ...flags } },
  })
  const child = (parents: string[]) => ({ child: flag({ dependsOn: parents }) })

  test.each([
    ['a rule', [{ everyone: true }]],
    ['a grant', [{ user: 'ann' }]],
  ])('a flag that is on in a protected environment by %s is not removed', async (_, list) => {
    const message = 'flag one is removed while it is on in production, which is protected'
    await expectRail(files({ one: flag({ assignments: { production: list } }) }), files({}), 'removal', message)
  })

  test.each([
    ['that is turned off', { enabled: false, assignments: { production: 'everyone' } }],
    ['that is on only where nothing is protected', { assignments: { development: 'everyone' } }],
    ['that is on nowhere', {}],
    ['that is disabled there', { disabledIn: ['production'], assignments: { production: 'everyone' } }],
  ])('a flag %s is removed', async (_, fields) => {
    expect(await refusals(files({ one: flag(fields) }), files({}))).toEqual([])
  })

  test('a flag is not removed in the same breath as the dependency on it', async () => {
    const message = 'flag parent is removed while child, which depended on it, stays'
    await expectRail(files({ parent: flag(), ...child(['parent']) }), files(child([])), 'removal', message)
  })

  test('a flag goes together with those that depend on it, or after they let it go', async () => {
    expect(await refusals(files({ parent: flag(), ...child(['parent']) }), files({}))).toEqual([])
    expect(await refusals(files({ parent: flag(), ...child([]) }), files(child([])))).toEqual([])
  })

  test('a protected environment is not removed, and another one is', async () => {
    expect(await refusals(files({}), files({}, { production: { protected: true } }))).toEqual([])
    const message = 'environment production is removed, which is protected'
    await expectRail(files({}), files({}, { development: {} }), 'removal', message)
  })

  test('to stop protecting an environment and to remove it takes two syncs', async () => {
    const open = { development: {}, production: {} }
    expect(await refusals(files({}), files({}, open))).toEqual([])
    expect(await refusals(files({}, open), files({}, { development: {} }))).toEqual([])
  })
})
