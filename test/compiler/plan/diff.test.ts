import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from '../../../compiler/model/change.ts'
import { emptyRows, keyOf, type Row, type Rows } from '../../../compiler/model/rows.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { diff } from '../../../compiler/plan/diff.ts'
import { Origins } from '../../../compiler/plan/origins.ts'
import { asked } from '../../../compiler/plan/sign.ts'
import { renderPlan } from '../../../compiler/plan/render.ts'
import { summarise } from '../../../compiler/plan/summary.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import type { Signed } from '../../../compiler/model/plan.ts'
import { flagFiles, soundModel } from '../../support/random-flags.ts'

/** What a database holds after a plan. */
function after(live: Rows, plan: readonly Change[]): Rows {
  const rows = emptyRows<Row>()
  for (const [table, map] of Object.entries(live)) for (const [id, row] of map) rows[table as keyof Rows].set(id, row)
  for (const { table, was } of plan) if (was) rows[table].delete(keyOf({ key: was, fields: {} }))
  for (const { table, key, after: all } of plan) {
    const id = keyOf({ key, fields: {} })
    const { position: _, ...rest } = all ?? {}
    const fields = table === 'flag_rules' && all ? rest : all
    if (fields === undefined) rows[table].delete(id)
    else rows[table].set(id, { key, fields })
  }
  return rows
}

const byAnn = (changes: readonly Change[]): Signed[] =>
  changes.map((change) => ({ change, actor: 'Ann', commit: 'c0ffee'.repeat(8), order: 1 }))

/** Without places and authors. */
const told = (changes: readonly Change[]): string =>
  renderPlan(byAnn(changes)).replaceAll(/ +Ann c0ffeec$| {2}flags\/all\.yaml:\d+:\d+$/gm, '')

const sound = async (files: string): Promise<SoundModel> => {
  const model = await soundModel(files)
  fc.pre(model !== undefined)
  return model
}

test('after a plan is applied, nothing is left to plan', async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(flagFiles, flagFiles, async (one, two) => {
      const [first, second] = [desired(await sound(one)), desired(await sound(two))]
      const live = after(emptyRows(), diff(emptyRows(), first))
      expect(diff(live, first)).toEqual([])
      expect(diff(after(live, diff(live, second)), second)).toEqual([])
      tried += 1
    }),
    { numRuns: 60 },
  )
  expect(tried).toBe(60)
})

const files = (flag: string) =>
  `environments: { production: {} }\nusers: { ann: {}, ben: {} }\ngroups: { beta: { members: [ann] } }\nflags: { a: { description: d, owner: o, ${flag} } }\n`

const rowsOf = async (flag: string) => desired((await soundModel(files(flag))) as SoundModel)

test('a grant says only that somebody has the flag; what says more is a rule', async () => {
  const list = `[{ users: [ann, ben] }, { group: beta, expires: 2027-01-01T00:00:00.5Z, reason: r }, { group: beta, starts: 2026-07-01T00:00:00Z }, { everyone: true }]`
  const rows = await rowsOf(`assignments: { production: ${list} }`)
  expect([...rows.flag_assignments.values()].map(({ key, fields }) => key.concat(String(fields['position'])))).toEqual([
    ['a', 'production', 'user', 'ann', '0', '0'],
    ['a', 'production', 'user', 'ben', '0', '0'],
    ['a', 'production', 'group', 'beta', '0', '1'],
  ])
  expect([...rows.flag_assignments.values()].at(-1)?.fields).toEqual({
    expires_at: Date.parse('2027-01-01T00:00:00.500Z'),
    variant: null,
    reason: 'r',
    position: 1,
  })
  expect([...rows.flag_rules.values()].map(({ key, fields }) => [key[2], fields['everyone']])).toEqual([
    ['2', false],
    ['3', true],
  ])
})

test('serving off is a rule that names the off variant', async () => {
  const rows = await rowsOf('assignments: { production: [{ user: ann, serve: off }, { everyone: true }] }')
  expect(rows.flag_assignments.size).toBe(0)
  expect([...rows.flag_rules.values()].map(({ fields }) => [fields['user_keys'], fields['variant']])).toEqual([
    [['ann'], 'off'],
    [[], null],
  ])
})

test('an environment in disabledIn has neither grants nor rules; an empty list is still a list', async () => {
  const off = await rowsOf('disabledIn: [production], assignments: { production: everyone }')
  expect([off.flag_rules.size, off.flag_environments.get('a\0production')?.fields]).toEqual([0, { is_enabled: false }])
  const nobody = await rowsOf('assignments: { production: [] }')
  expect(nobody.flag_environments.get('a\0production')?.fields).toEqual({ is_enabled: true })
})

test('a plan reads field by field', async () => {
  const live = await rowsOf('enabled: false, assignments: { production: [{ group: beta }] }')
  const wanted = await rowsOf(
    'tags: [x], assignments: { production: [{ group: beta, expires: 2027-01-01T00:00:00Z }, { user: ben }] }',
  )
  const plan = diff(live, wanted)
  expect(renderPlan(byAnn(plan))).toBe(`~ flag a  flags/all.yaml:4:10
    is_enabled: off → on                             Ann c0ffeec
    tags: none → x                                   Ann c0ffeec
    ~ production: group beta until 2027-01-01T00:00:00.000Z
        expires_at: none → 2027-01-01T00:00:00.000Z  Ann c0ffeec
    + production: user ben                           Ann c0ffeec
`)
  expect(summarise(byAnn(plan))).toBe('1 flag enabled, 1 assignment updated, 1 assignment created')
  expect(plan.map(({ because }) => because?.path.join('.'))).toEqual([
    'flags.a',
    'flags.a.assignments.production.0',
    'flags.a.assignments.production.1',
  ])
})

test('a plan says shares and conditions plainly', async () => {
  const assignments = (rest: string) =>
    `type: string, variants: { off: '-', x: X, y: Y }, assignments: { production: [{ everyone: true, ${rest} }] }`
  const live = await rowsOf(assignments('rollout: 10, serve: x'))
  const steps =
    '[{ at: 2026-07-01T00:00:00Z, percent: 12.5 }, { at: 2026-08-01T00:00:00Z, percent: 100 }], serve: { y: 70, x: 30 }'
  const condition = '{ country: [NL, DE], any: [{ plan: { equals: "1", ignoreCase: true } }, { group: beta }] }'
  const wanted = await rowsOf(assignments(`rollout: ${steps}, when: ${condition}, salt: s`))
  expect(told(diff(live, wanted))).toBe(`~ flag a
    ~ production: everyone when country in NL, DE and (plan is "1" (ignoring case) or in group beta) 12.5 % from 2026-07-01T00:00:00.000Z, 100 % from 2026-08-01T00:00:00.000Z serves x 30 %, y 70 %
        condition: none → country in NL, DE and (plan is "1" (ignoring case) or in group beta)
        rollout: 10 % → 12.5 % from 2026-07-01T00:00:00.000Z, 100 % from 2026-08-01T00:00:00.000Z
        weights: none → x 30 %, y 70 %
        salt: none → s
        variant: x → none
`)
  const ramp = await rowsOf(
    assignments('rollout: { to: 5, starts: 2026-07-01T00:00:00Z, ends: 2026-08-01T00:00:00Z }, serve: x'),
  )
  expect(told(diff(ramp, live))).toContain(
    'rollout: 0 % to 5 % from 2026-07-01T00:00:00.000Z to 2026-08-01T00:00:00.000Z → 10 %\n',
  )
})

test('whoever a nested group brings is a member, unless excluded, and either group may be why', async () => {
  const text = (inner: string) =>
    `environments: { production: {} }\nusers: { ann: {}, ben: {}, cas: {} }\ngroups: { outer: { groups: [inner], members: [cas], exclude: [ben] }, inner: { members: [${inner}] } }\n`
  const rows = async (inner: string) => desired((await soundModel(text(inner))) as SoundModel)
  const [live, wanted] = [await rows('ben'), await rows('ann, ben')]
  expect([...wanted.user_group_membership.values()].map(({ key }) => key.join(' ')).sort()).toEqual([
    'inner ann',
    'inner ben',
    'outer ann',
    'outer cas',
  ])
  expect(diff(live, wanted).find(({ key }) => key[0] === 'outer')).toMatchObject({
    action: 'create',
    key: ['outer', 'ann'],
  })
  const [part, ...others] = asked(diff(live, wanted), new Origins(live, wanted)).get('group:inner') ?? []
  expect([part, ...others]).toContain('members/ann')
})

test('API keys are rows of their environment', async () => {
  const text = (keys: string) => `environments: { production: { keys: [${keys}] } }\n`
  const rows = async (keys: string) => desired((await soundModel(text(keys))) as SoundModel)
  const key = (digit: string, name: string) => `{ kind: server, sha256: ${digit.repeat(64)}, name: ${name} }`
  const plan = diff(await rows(key('a', 'shop')), await rows(`${key('a', 'till')}, ${key('b', 'app')}`))
  expect(told(plan)).toBe(`~ environment production
    ~ server key aaaaaaaaaaaa of till
        name: shop → till
    + server key bbbbbbbbbbbb of app
`)
  expect(plan.map(({ because }) => because?.path.join('.'))).toEqual([
    'environments.production.keys.0',
    'environments.production.keys.1',
  ])
})

test('a removed flag is archived and what hangs on it stays', async () => {
  const live = await rowsOf('assignments: { production: everyone }')
  const wanted = desired((await soundModel(files('owner2: x').replace(/flags: .*/, ''))) as SoundModel)
  expect(diff(live, wanted)).toMatchObject([
    { action: 'archive', key: ['a'], after: { archived: true, is_enabled: false } },
  ])
})
