import { changedFields } from '../model/change.ts'
import type { Row, Table } from '../model/rows.ts'

type Fields = Row['fields']

/** Fields that mean something only together: half of one and half of the other would be neither. */
const tied: Readonly<Partial<Record<Table, readonly (readonly string[])[]>>> = {
  feature_flags: [['flag_type', 'variants', 'off_variant']],
  flag_rules: [
    ['variant', 'weights'],
    ['user_keys', 'group_names', 'everyone', 'condition'],
  ],
}

/**
 * Where two changes of one row meet.
 * @param byHand, byGit the fields that each changed
 * @returns the fields changed by hand that cannot be kept beside what git wants
 */
export function mergeFields(
  table: Table,
  byHand: readonly string[],
  byGit: readonly string[],
  live: Fields,
  wanted: Fields,
): { conflicts: string[] } {
  const apart = new Set(changedFields({ before: live, after: wanted }))
  const touched = new Set(byGit)
  const bound = (field: string) => tied[table]?.find((group) => group.includes(field)) ?? [field]
  return { conflicts: byHand.filter((field) => apart.has(field) && bound(field).some((other) => touched.has(other))) }
}
