import type { FlagFields } from '../model/row-fields.ts'
import type { Row, Rows } from '../model/rows.ts'
import { isThere } from './scope.ts'

/**
 * The rows that are needed to answer for these flags. What hangs on an archived flag is left out; the flag itself is disabled
 * instead, so that flags which depend on it by hand are blocked, as they are in the database.
 */
export function excerpt(rows: Rows, flags: ReadonlySet<string>): Rows {
  const ofLiving = ({ key: [flag = ''] }: Row): boolean => flags.has(flag) && isThere(rows, flag)
  return {
    ...rows,
    feature_flags: new Map(
      [...rows.feature_flags].filter(([key]) => flags.has(key)).map(([key, row]) => [key, disabledIfArchived(row)]),
    ),
    flag_dependencies: only(rows.flag_dependencies, ofLiving),
    flag_environments: only(rows.flag_environments, ofLiving),
    flag_rules: only(rows.flag_rules, ofLiving),
    flag_assignments: only(rows.flag_assignments, ofLiving),
  }
}

function only(rows: ReadonlyMap<string, Row>, wanted: (row: Row) => boolean): Map<string, Row> {
  const found = new Map<string, Row>()
  for (const [id, row] of rows) if (wanted(row)) found.set(id, row)
  return found
}

function disabledIfArchived(row: Row): Row {
  if (!(row.fields as FlagFields).archived) return row
  return { ...row, fields: { ...row.fields, archived: false, is_enabled: false } }
}
