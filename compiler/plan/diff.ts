import { type Change, changedFields } from '../model/change.ts'
import { type Rows, type Table, tables, type WantedRow } from '../model/rows.ts'
import { ExplainingParts } from './explaining-parts.ts'
import { includedGroups } from './included-groups.ts'

/**
 * What has to happen to a database so that it says what the flag files say, in an order that never breaks a reference:
 * deletes from the leaves up, creates and updates from the roots down, archives last. Rows that hang on an archived
 * flag are left alone.
 */
export function diff(live: Rows, wanted: Rows<WantedRow>): Change[] {
  const parts = new ExplainingParts(turnedEnvironments(live, wanted), includedGroups(live, wanted))
  const changes: Change[] = []
  const put: Put = (action, table, { key, before, after, because }) =>
    changes.push({ action, table, key, before, after, because, parts: parts.of(table, key) })
  for (const table of tables.toReversed()) putRemovals(table, live, wanted, put)
  for (const table of tables) putUpserts(table, live, wanted, put)
  putArchives(live, wanted, put)
  return changes
}

type Put = (
  action: Change['action'],
  table: Table,
  change: Pick<Change, 'key' | 'before' | 'after' | 'because'>,
) => void

function putRemovals(table: Table, live: Rows, wanted: Rows<WantedRow>, put: Put): void {
  if (table === 'feature_flags') return
  for (const [id, { key, fields }] of live[table])
    if (!wanted[table].has(id) && !hangsOnArchived(table, key, wanted))
      put('delete', table, { key, before: fields, after: undefined, because: undefined })
}

function hangsOnArchived(table: Table, key: readonly string[], wanted: Rows<WantedRow>): boolean {
  return table.startsWith('flag_') && !wanted.feature_flags.has(key[0] ?? '')
}

function putUpserts(table: Table, live: Rows, wanted: Rows<WantedRow>, put: Put): void {
  for (const [id, { key, fields, because }] of wanted[table]) {
    const before = live[table].get(id)?.fields
    // an id the flag files do not give stays what it is
    const given = table !== 'users' || fields['user_id'] !== null
    const after = given ? fields : { ...fields, user_id: before?.['user_id'] ?? null }
    if (!before) put('create', table, { key, before, after, because })
    else if (changedFields({ before, after }).length > 0) put('update', table, { key, before, after, because })
  }
}

function putArchives(live: Rows, wanted: Rows<WantedRow>, put: Put): void {
  for (const [id, { key, fields: before }] of live.feature_flags) {
    if (wanted.feature_flags.has(id)) continue
    const after = { ...before, archived: true, is_enabled: false }
    if (changedFields({ before, after }).length > 0)
      put('archive', 'feature_flags', { key, before, after, because: undefined })
  }
}

/** The (flag, environment) pairs that `disabledIn` switched on or off. */
function turnedEnvironments(live: Rows, wanted: Rows): Set<string> {
  const before = live.flag_environments
  const after = wanted.flag_environments
  return new Set([...before.keys(), ...after.keys()].filter((id) => isOff(before, id) !== isOff(after, id)))
}

function isOff(rows: Rows['flag_environments'], id: string): boolean {
  return rows.get(id)?.fields['is_enabled'] === false
}
