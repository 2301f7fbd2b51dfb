import { expect, test } from 'vitest'
import { snapshot } from '../../../compiler/emit/snapshot.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { keyOf, type Row, type Rows, type Table } from '../../../compiler/model/rows.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { soundModel } from '../../support/random-flags.ts'

// What no flag files can say, and hands can write into a database.

const rule = { when: { country: 'NL' }, rollout: 10 }
const files = {
  environments: { production: {} },
  flags: {
    parent: { assignments: { production: 'everyone' } },
    child: { dependsOn: ['parent'], assignments: { production: [rule] } },
  },
}

/** The rows of the files, after one was changed or added. */
async function edited(table: Table, key: readonly string[], fields: Row['fields']): Promise<Rows> {
  const rows: Rows = desired((await soundModel(JSON.stringify(files))) as SoundModel)
  const id = keyOf({ key, fields })
  const before = rows[table].get(id)?.fields
  return { ...rows, [table]: new Map(rows[table]).set(id, { key, fields: { ...before, ...fields } }) }
}

const list = ['child', 'production', '0']
const noVariant = 'in the database, `gone` is named as a variant of `child`, and is none'

test.each<[string, Table, readonly string[], Row['fields']]>([
  ['`child` depends on `parent`, which is archived', 'feature_flags', ['parent'], { archived: true }],
  ['`parent` and `child` depend on each other', 'flag_dependencies', ['parent', 'child'], { variants: null }],
  [noVariant, 'flag_rules', list, { variant: 'gone' }],
  [noVariant, 'flag_rules', list, { weights: '[{"parts":100000,"variant":"gone"}]' }],
  [noVariant, 'feature_flags', ['child'], { off_variant: 'gone' }],
  [
    '`child` has no variant but the one it is off with',
    'feature_flags',
    ['child'],
    { variants: '[{"name":"off","value":"0"}]' },
  ],
  ['the condition of a rule of the flag `child`', 'flag_rules', list, { condition: '{"attribute":5}' }],
  ['the condition of a rule of the flag `child`', 'flag_rules', list, { condition: '{"all":[{"group":"beta"}]}' }],
])('%s: said with the way out', async (told, table, key, fields) => {
  const rows = await edited(table, key, fields)
  const failure = {
    message: expect.stringContaining(told) as string,
    exit: 4,
    help: expect.stringContaining('halyard sync') as string,
  }
  expect(() => snapshot(rows, 'production', 'test')).toThrow(expect.objectContaining(failure))
})

test('a group that is not there holds nobody', async () => {
  const rows = await edited('flag_rules', list, { group_names: ['gone'], everyone: false })
  expect(snapshot(rows, 'production', 'test').flags[1]?.assignments).toEqual([
    { when: { attribute: 'country', test: { equals: 'NL' } }, rollout: 10_000, serve: 0 },
  ])
})

test('assignments that share one position have an order all the same', async () => {
  const first = { user_keys: ['b'], group_names: [], everyone: false, condition: null, rollout: null, weights: null }
  const rows = await edited('flag_rules', ['child', 'production', '00'], {
    ...first,
    starts_at: null,
    expires_at: null,
    variant: null,
  })
  const reversed: Rows = { ...rows, flag_rules: new Map([...rows.flag_rules].toReversed()) }
  expect(snapshot(reversed, 'production', 'test')).toEqual(snapshot(rows, 'production', 'test'))
})
