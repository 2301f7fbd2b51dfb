import { expect, test } from 'vitest'
import { snapshot } from '../../../compiler/emit/snapshot.ts'
import { emptyRows, keyOf, type Row } from '../../../compiler/model/rows.ts'
import type { SnapshotGroup } from '../../../schema/types.ts'
import { production } from '../../support/snapshots.ts'

const users = { ann: {}, ben: {}, cas: {}, dan: {} }

/** The groups of a snapshot in which a flag is granted to the group `it`. */
async function groupsFor(groups: object): Promise<readonly SnapshotGroup[]> {
  const flags = { a: { assignments: { production: [{ group: 'it' }] } } }
  return (await production({ users, groups, flags })).groups
}

const dutch = { attribute: 'country', test: { equals: 'NL' } }

test('a group stands after those it includes, and lists nobody whom they bring', async () => {
  const groups = {
    it: { members: ['dan', 'ann'], groups: ['middle'] },
    middle: { members: ['ann', 'cas'], groups: ['inner'] },
    inner: { members: ['ben', 'ann', 'ben'] },
    idle: { members: ['ann'] },
  }
  expect(await groupsFor(groups)).toEqual([
    { members: ['ann', 'ben'] },
    { members: ['cas'], groups: [0] },
    { members: ['dan'], groups: [1] },
  ])
})

test('only who could get in otherwise is kept out', async () => {
  const inner = { members: ['ben', 'cas'] }
  expect(await groupsFor({ it: { members: ['ann', 'ben'], exclude: ['ben', 'dan'] } })).toEqual([{ members: ['ann'] }])
  expect(await groupsFor({ it: { groups: ['inner'], exclude: ['dan', 'ben'] }, inner })).toEqual([
    { members: ['ben', 'cas'] },
    { exclude: ['ben'], groups: [0] },
  ])
  const open = { it: { groups: ['inner'], exclude: ['dan'] }, inner: { when: { country: 'NL' } } }
  expect(await groupsFor(open)).toEqual([{ when: dutch }, { exclude: ['dan'], groups: [0] }])
})

test('groups that a condition names come first, also when nothing else names them', async () => {
  const groups = { it: { when: { any: [{ group: ['z', 'b'] }, { country: 'NL' }] } }, b: { members: ['ben'] }, z: {} }
  expect(await groupsFor(groups)).toEqual([{ members: ['ben'] }, {}, { when: { any: [{ group: [0, 1] }, dutch] } }])
})

test('groups are nested as deep as the checks allow, and stand in their order', async () => {
  const chain = Array.from({ length: 62 }, (_, n) => [`g${n}`, { groups: [`g${n + 1}`] }] as const)
  const groups = { ...Object.fromEntries(chain), g62: { members: ['ann'] }, it: { groups: ['g0'] } }
  const found = await groupsFor(groups)
  expect(found).toHaveLength(64)
  expect(found.at(-1)).toEqual({ groups: [62] })
})

test('groups that include each other, which only hands can write, come to an end', () => {
  const rows = emptyRows<Row>()
  const put = (table: keyof typeof rows, key: readonly string[], fields: Row['fields']): void => {
    rows[table].set(keyOf({ key, fields }), { key, fields })
  }
  const group = (name: string, condition: string | null, ...included_groups: string[]): void =>
    put('user_groups', [name], { description: null, condition, included_groups, excluded_keys: [] })
  group('a', null, 'b', 'gone')
  group('b', '{"group":["a","b"]}', 'a')
  const flag = {
    is_enabled: true,
    expires_at: null,
    is_client: false,
    flag_type: 'boolean',
    salt: null,
    bucket_by: null,
  }
  const variants = '[{"name":"on","value":"true"},{"name":"off","value":"false"}]'
  put('feature_flags', ['f'], { ...flag, variants, off_variant: 'off', archived: false })
  const grant = { expires_at: null, variant: null, reason: null, position: 0 }
  for (const name of ['a', 'gone']) put('flag_assignments', ['f', 'production', 'group', name, '0'], grant)
  const { groups, flags } = snapshot(rows, 'production', 'test')
  expect(groups).toEqual([{ when: { group: [] } }, { groups: [0] }])
  expect(flags[0]?.assignments).toEqual([{ groups: [1], serve: 0 }])
})
