import { type Change, changedFields } from '../model/change.ts'
import { type Row, type Rows, type Table, tables, type WantedRow } from '../model/rows.ts'
import { diffRules } from './diff-rules.ts'

/**
 * What has to happen to a database so that it says what the flag files say, in an order that never breaks a reference:
 * deletes from the leaves up, creates and updates from the roots down, archives last. Rows that hang on an archived
 * flag are left alone.
 */
export function diff(live: Rows, wanted: Rows<WantedRow>): Change[] {
  const changes: Change[] = []
  const rules = diffRules(live.flag_rules, wanted.flag_rules, (key) => hangsOnArchived('flag_rules', key, wanted))
  for (const table of tables.toReversed())
    if (table === 'flag_rules') changes.push(...rules.filter(({ action }) => action === 'delete'))
    else putRemovals(table, live, wanted, changes)
  for (const table of tables)
    if (table === 'flag_rules') changes.push(...rules.filter(({ action }) => action !== 'delete'))
    else putUpserts(table, live, wanted, changes)
  putArchives(live, wanted, changes)
  return changes
}

function putRemovals(table: Table, live: Rows, wanted: Rows<WantedRow>, changes: Change[]): void {
  if (table === 'feature_flags') return
  for (const [id, { key, fields }] of live[table])
    if (!wanted[table].has(id) && !hangsOnArchived(table, key, wanted))
      changes.push({ action: 'delete', table, key, before: fields, after: undefined, because: undefined })
}

function hangsOnArchived(table: Table, key: readonly string[], wanted: Rows): boolean {
  return table.startsWith('flag_') && !wanted.feature_flags.has(key[0] ?? '')
}

function putUpserts(table: Table, live: Rows, wanted: Rows<WantedRow>, changes: Change[]): void {
  for (const [id, { key, fields, because }] of wanted[table]) {
    const before = live[table].get(id)?.fields
    const after = table === 'users' ? withId(fields, before) : fields
    if (!before) changes.push({ action: 'create', table, key, before, after, because })
    else if (changedFields({ before, after }).length > 0)
      changes.push({ action: 'update', table, key, before, after, because })
  }
}

/** An id that the flag files do not give stays what it is. */
export function withId(fields: Row['fields'], before: Row['fields'] | undefined): Row['fields'] {
  return fields['user_id'] === null ? { ...fields, user_id: before?.['user_id'] ?? null } : fields
}

function putArchives(live: Rows, wanted: Rows, changes: Change[]): void {
  for (const [id, { key, fields: before }] of live.feature_flags) {
    if (wanted.feature_flags.has(id)) continue
    const after = { ...before, archived: true, is_enabled: false }
    if (changedFields({ before, after }).length > 0)
      changes.push({ action: 'archive', table: 'feature_flags', key, before, after, because: undefined })
  }
}
