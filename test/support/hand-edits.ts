import * as fc from 'fast-check'
import { canonicalJson } from '../../compiler/model/canonical-json.ts'
import { changedFields } from '../../compiler/model/change.ts'
import type { Drift } from '../../compiler/model/drift.ts'
import { keyOf, type Row, type Rows, type Table, tables, type Value } from '../../compiler/model/rows.ts'

// What somebody with a database prompt may do to the rows of a small flag repository.

type Filling = Record<Table, Map<string, Row>>
type Act = (rows: Filling, pick: Pick) => void

/** One of these, as the numbers of the run decide. */
type Pick = <T>(from: readonly T[]) => T | undefined

const soon = Date.parse('2027-05-01T00:00:00Z')

const fieldEdits: Readonly<Partial<Record<Table, Readonly<Record<string, readonly Value[]>>>>> = {
  environments: {
    description: ['by hand', null],
    is_protected: [true, false],
    origins: [null, [], ['https://a.example', 'https://b.example']],
  },
  environment_keys: { name: ['new name', null] },
  users: { user_name: ['By: hand', null] },
  user_groups: {
    description: ['by hand # really', null],
    condition: ['{"attribute":"country","test":{"equals":"NL"}}', null],
    excluded_keys: [['ann'], []],
    included_groups: [['beta'], []],
  },
  feature_flags: {
    is_enabled: [true, false],
    expires_at: [soon, soon + 123, null],
    description: ['it: is', 'off', null],
    owner: ['pay', null],
    tags: [['x', 'true'], []],
    is_client: [true, false],
    salt: ['s', null, 'other'],
    bucket_by: ['company', null],
    off_variant: ['on', 'off', 'a'],
    archived: [true],
  },
  flag_dependencies: { variants: [['on'], ['off'], null] },
  flag_environments: { is_enabled: [true, false] },
  flag_rules: {
    expires_at: [soon, null],
    starts_at: [soon - 86_400_000, null],
    variant: ['off', 'on', null],
    reason: ['by hand', null],
    salt: ['s', null],
    everyone: [true],
    user_keys: [['ann'], ['ben', 'cas'], []],
    group_names: [['beta'], []],
    rollout: [
      '50000',
      '[{"at":1780000000000,"parts":1000}]',
      null,
      '{"ends":1780000000000,"from":0,"starts":1770000000000,"to":100000}',
    ],
    condition: [
      '{"any":[{"attribute":"country","test":{"in":["NL","DE"]}},{"group":["beta"]}]}',
      '{"all":[{"attribute":"age","test":{"greaterThan":3},"negate":true},{"not":{"attribute":"not","test":{"equals":true}}}]}',
      null,
    ],
  },
  flag_assignments: {
    expires_at: [soon, null],
    variant: ['on', 'b', 'more', null],
    reason: ['by hand', null],
    position: [0, 1, 5],
  },
}

const update =
  (table: Table): Act =>
  (rows, pick) => {
    const row = pick([...rows[table].values()])
    const field = pick(Object.keys(fieldEdits[table] ?? {}))
    const value = field && pick(fieldEdits[table]?.[field] ?? [])
    if (row && field && value !== undefined) put(rows, table, row.key, { ...row.fields, [field]: asStored(value) })
  }

/** A database gives back the one text of a jsonb. */
function asStored(value: Value): Value {
  return typeof value === 'string' && /^[{[]/.test(value) ? canonicalJson(JSON.parse(value)) : value
}

const remove =
  (table: Table): Act =>
  (rows, pick) => {
    const row = pick([...rows[table].values()])
    if (row) rows[table].delete(keyOf(row))
  }

function put(rows: Filling, table: Table, key: readonly string[], fields: Row['fields']): void {
  rows[table].set(key.join('\0'), { key, fields })
}

const names = (rows: Filling, table: Table) => [...rows[table].values()].map(({ key: [name = ''] }) => name)

const acts: readonly Act[] = [
  ...(Object.keys(fieldEdits) as Table[]).map(update),
  update('feature_flags'),
  update('flag_rules'),
  update('flag_assignments'),
  ...(
    [
      'flag_rules',
      'flag_assignments',
      'user_group_membership',
      'flag_dependencies',
      'flag_environments',
      'environment_keys',
    ] as const
  ).map(remove),
  (rows, pick) => put(rows, 'users', [pick(['new', '007', 'x y']) ?? ''], { user_id: '77', user_name: null }),
  (rows, pick) => {
    const [group, user] = [pick(names(rows, 'user_groups')), pick(names(rows, 'users'))]
    if (group && user) put(rows, 'user_group_membership', [group, user], {})
  },
  (rows, pick) => {
    const [child, parent] = [pick(names(rows, 'feature_flags')), pick(names(rows, 'feature_flags'))]
    if (child && parent && child !== parent) put(rows, 'flag_dependencies', [child, parent], { variants: null })
  },
  (rows, pick) => {
    const [flag, environment] = [pick(names(rows, 'feature_flags')), pick(names(rows, 'environments'))]
    if (flag && environment)
      put(rows, 'flag_environments', [flag, environment], { is_enabled: pick([false, true]) ?? false })
  },
  (rows, pick) => {
    const [flag, environment] = [pick(names(rows, 'feature_flags')), pick(names(rows, 'environments'))]
    const kind = pick(['user', 'group'])
    const name = pick(names(rows, kind === 'user' ? 'users' : 'user_groups'))
    if (!flag || !environment || !kind || !name) return
    const key = [flag, environment, kind, name, '0']
    const variant =
      rows.feature_flags.get(flag)?.fields['flag_type'] === 'boolean' ? null : (pick(['more', 'on', 'a', 'b']) ?? null)
    const fields = { expires_at: pick([null, soon]) ?? null, variant, position: pick([0, 1, 9]) ?? 0, reason: null }
    if (!rows.flag_assignments.has(key.join('\0'))) put(rows, 'flag_assignments', key, fields)
  },
  (rows, pick) => {
    const like = pick([...rows.feature_flags.values()])
    if (like) put(rows, 'feature_flags', ['by-hand'], like.fields)
  },
  (rows) =>
    put(rows, 'environments', ['canary'], { description: null, is_protected: false, origins: null, position: 0 }),
  (rows) =>
    put(rows, 'user_groups', ['fresh'], {
      description: 'New',
      condition: null,
      included_groups: [],
      excluded_keys: [],
    }),
]

/** Some of that, one after the other. */
export const handEdits: fc.Arbitrary<(rows: Rows) => Rows> = fc
  .array(fc.tuple(fc.nat(acts.length - 1), fc.array(fc.nat(99), { minLength: 4, maxLength: 4 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((chosen) => (rows) => {
    const live = Object.fromEntries(tables.map((table) => [table, new Map<string, Row>(rows[table])])) as Filling
    for (const [act, numbers] of chosen) {
      let at = 0
      const pick: Pick = (from) => from[(numbers[at++ % numbers.length] ?? 0) % Math.max(1, from.length)]
      acts[act]?.(live, pick)
    }
    return live
  })

/** The rows that differ, as drift of a database that was synced from these very files. */
export function driftBetween(base: Rows, live: Rows): Drift[] {
  return tables.flatMap((table) =>
    [...new Set([...base[table].keys(), ...live[table].keys()])].flatMap((id) => {
      const [before, after] = [base[table].get(id), live[table].get(id)]
      const fields = changedFields({ before: before?.fields, after: after?.fields })
      if (before && after && fields.length === 0) return []
      const key = (before ?? after)?.key ?? []
      return [
        {
          table,
          key,
          base: before?.fields,
          live: after?.fields,
          wanted: before?.fields,
          fields,
          conflicts: [],
          by: undefined,
        },
      ]
    }),
  )
}
