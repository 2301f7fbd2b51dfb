import { isDeepStrictEqual } from 'node:util'
import type { Row, Rows, Table } from '../model/rows.ts'

/** The tables that a snapshot is made of, and which part of a row's key names the environment; without one, all have it. */
const parts: readonly (readonly [Table, number | undefined])[] = [
  ['environments', 0],
  ['environment_keys', 0],
  ['user_groups', undefined],
  ['user_group_membership', undefined],
  ['feature_flags', undefined],
  ['flag_dependencies', undefined],
  ['flag_environments', 1],
  ['flag_rules', 1],
  ['flag_assignments', 1],
]

/** The environments for which two states may differ in what the edge answers. */
export function touched(before: Rows, after: Rows): ReadonlySet<string> {
  const found = new Set<string>()
  const all = [...after.environments.values()].map(({ key: [name = ''] }) => name)
  for (const [table, part] of parts)
    for (const { key } of changedRows(before[table], after[table])) {
      if (part === undefined) return new Set(all)
      found.add(key[part] as string)
    }
  return found
}

/** Rows that are new, gone or different. */
function* changedRows(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Generator<Row> {
  let common = 0
  for (const [id, row] of after) {
    const old = before.get(id)
    if (old) common += 1
    if (old !== row && !(old && isDeepStrictEqual(old.fields, row.fields))) yield row
  }
  if (common < before.size) for (const [id, row] of before) if (!after.has(id)) yield row
}
