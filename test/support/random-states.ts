import * as fc from 'fast-check'
import type { Change } from '../../compiler/model/change.ts'
import {
  emptyRows,
  keyOf,
  type LiveRow,
  type Row,
  type Table,
  tables,
  type Value,
  type WantedRow,
} from '../../compiler/model/rows.ts'
import { missingReferences } from '../../compiler/plan/references.ts'

/** What the last sync left, what the database holds, what git wants: much of it the same. */
export interface Three {
  readonly base: Record<Table, Map<string, Row>>
  readonly live: Record<Table, Map<string, LiveRow>>
  readonly wanted: Record<Table, Map<string, WantedRow>>
}

type Slot = readonly [table: Table, key: readonly string[], fields: Readonly<Record<string, readonly Value[]>>]

const flags = ['a', 'b']
const environments = ['development', 'production']

const flagFields = {
  description: ['1', '2'],
  is_enabled: [true, false],
  flag_type: ['boolean', 'string'],
  variants: ['[{"name":"off"},{"name":"x"}]', '[{"name":"off"},{"name":"x"},{"name":"y"}]'],
  off_variant: ['off', 'no'],
}
const ruleFields = {
  reason: ['1', '2'],
  variant: [null, 'x'],
  weights: [null, 'w'],
  everyone: [true, false],
  condition: [null, 'c'],
}

/** Every row that may be there, and the values of its fields. */
const slots: readonly Slot[] = [
  ...environments.map((name): Slot => ['environments', [name], { description: ['1', '2'], position: [0, 1] }]),
  ['environment_keys', ['production', 'f00d'], { kind: ['server', 'client'] }],
  ...['ann', 'ben'].map((name): Slot => ['users', [name], { user_name: [null, 'N'] }]),
  ['user_groups', ['beta'], { description: ['1', '2'], excluded_keys: [[], ['x'], ['y']] }],
  ...['ann', 'ben'].map((name): Slot => ['user_group_membership', ['beta', name], {}]),
  ...flags.map((name): Slot => ['feature_flags', [name], { ...flagFields, archived: [false] }]),
  ['flag_dependencies', ['b', 'a'], { variants: [null, ['x']] }],
  ...flags.map((name): Slot => ['flag_environments', [name, 'production'], { is_enabled: [true, false] }]),
  ...flags.flatMap((name) => ['0', '1', '2'].map((at): Slot => ['flag_rules', [name, 'production', at], ruleFields])),
  ...flags.map((name): Slot => [
    'flag_assignments',
    [name, 'development', 'user', 'ann', '0'],
    { position: [0, 1], reason: [null, '1'] },
  ]),
  ['flag_assignments', ['a', 'production', 'group', 'beta', '0'], { position: [0, 1], reason: [null, '1'] }],
]

type Fields = Row['fields'] | undefined

/** The three states of one row. */
function threeOf([table, , values]: Slot): fc.Arbitrary<readonly [Fields, Fields, Fields]> {
  const fields = fc.record(
    Object.fromEntries(Object.entries(values).map(([name, some]) => [name, fc.constantFrom(...some)])),
  )
  const row = fc.option(fields, { nil: undefined, freq: 5 })
  const live = table === 'feature_flags' ? row.map((one) => one) : row
  const changed = (was: Fields) =>
    was
      ? fc.oneof(
          row,
          fc.tuple(fields, fc.subarray(Object.keys(values))).map(([other, names]) => ({
            ...was,
            ...Object.fromEntries(names.map((name) => [name, other[name] as Value])),
          })),
        )
      : row
  return row.chain((base) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([base, base, base] as const) },
      { weight: 2, arbitrary: changed(base).map((one) => [base, one, base] as const) },
      { weight: 2, arbitrary: changed(base).map((one) => [base, base, one] as const) },
      { weight: 3, arbitrary: fc.tuple(fc.constant(base), changed(base), changed(base)) },
      { weight: 1, arbitrary: fc.tuple(fc.constant(base), live, row) },
    ),
  )
}

export const threeStates: fc.Arbitrary<Three> = fc
  .tuple(fc.tuple(...slots.map(threeOf)), fc.subarray(flags, { maxLength: 1 }))
  .map(([rows, archived]) => {
    const three: Three = { base: emptyRows(), live: emptyRows(), wanted: emptyRows() }
    for (const [index, [base, live, wanted]] of rows.entries()) {
      const [table, key] = slots[index] as Slot
      const id = keyOf({ key, fields: {} })
      const because = { file: { path: '', text: '' }, path: [], on: 'value' } as const
      const isArchived = table === 'feature_flags' && archived.includes(key[0] ?? '')
      if (base) put(three.base, table, id, { key, fields: base })
      if (live) put(three.live, table, id, { key, fields: isArchived ? { ...live, archived: true } : live, id: '1' })
      if (wanted) put(three.wanted, table, id, { key, fields: wanted, because })
    }
    return three
  })

/** Leaves out what would hang on nothing: roots come first. */
function put<R extends Row>(rows: Record<Table, Map<string, R>>, table: Table, id: string, row: R): void {
  if (missingReferences(table, row.key, rows).length === 0) rows[table].set(id, row)
}

/** The rows after changes, as a database would have them: what hangs on a deleted row goes along. */
export function applied(live: Three['live'], changes: readonly Change[]): Record<Table, Map<string, Row>> {
  const rows = Object.fromEntries(tables.map((table) => [table, new Map<string, Row>(live[table])])) as Record<
    Table,
    Map<string, Row>
  >
  const idOf = (key: readonly string[]) => keyOf({ key, fields: {} })
  for (const { table, was } of changes) if (was) rows[table].delete(idOf(was))
  for (const { action, table, key, after } of changes)
    if (action === 'delete') rows[table].delete(idOf(key))
    else if (after) rows[table].set(idOf(key), { key, fields: withoutPosition(table, after) })
  for (const table of tables)
    for (const [id, row] of rows[table]) if (missingReferences(table, row.key, rows).length > 0) rows[table].delete(id)
  return rows
}

function withoutPosition(table: Table, { position, ...rest }: Row['fields']): Row['fields'] {
  return table === 'flag_rules' || position === undefined ? rest : { ...rest, position }
}
