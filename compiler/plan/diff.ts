import { type Change, changedFields } from '../model/change.ts'
import type { Part } from '../model/part.ts'
import { type Rows, type Table, tables, type WantedRow } from '../model/rows.ts'

/**
 * What has to happen to a database so that it says what the flag files say, in an order that never breaks a reference:
 * deletes from the leaves up, creates and updates from the roots down, archives last. Rows that hang on an archived
 * flag are left alone.
 */
export function diff(live: Rows, wanted: Rows<WantedRow>): Change[] {
  const turned = turnedEnvironments(live, wanted)
  const deletes = tables.toReversed().flatMap((table) => removals(table, live, wanted))
  const writes = tables.flatMap((table) => upserts(table, live, wanted))
  return [...deletes, ...writes, ...archives(live, wanted)].map((change) => ({
    ...change,
    parts: partsOf(change.table, change.key, turned),
  }))
}

type Bare = Omit<Change, 'parts'>

function removals(table: Table, live: Rows, wanted: Rows<WantedRow>): Bare[] {
  if (table === 'feature_flags') return []
  const gone: Bare[] = []
  for (const [id, { key, fields }] of live[table])
    if (!wanted[table].has(id) && !hangsOnArchived(table, key, wanted))
      gone.push({ action: 'delete', table, key, before: fields, after: undefined, because: undefined })
  return gone
}

function hangsOnArchived(table: Table, key: readonly string[], wanted: Rows<WantedRow>): boolean {
  return table.startsWith('flag_') && !wanted.feature_flags.has(key[0] ?? '')
}

function upserts(table: Table, live: Rows, wanted: Rows<WantedRow>): Bare[] {
  const changes: Bare[] = []
  for (const [id, { key, fields, because }] of wanted[table]) {
    const before = live[table].get(id)?.fields
    const after =
      table === 'users' && fields['user_id'] === null ? { ...fields, user_id: before?.['user_id'] ?? null } : fields
    if (!before) changes.push({ action: 'create', table, key, before, after, because })
    else if (changedFields({ before, after }).length > 0)
      changes.push({ action: 'update', table, key, before, after, because })
  }
  return changes
}

function archives(live: Rows, wanted: Rows<WantedRow>): Bare[] {
  const changes: Bare[] = []
  for (const [id, { key, fields: before }] of live.feature_flags) {
    if (wanted.feature_flags.has(id)) continue
    const after = { ...before, archived: true, is_enabled: false }
    if (changedFields({ before, after }).length > 0)
      changes.push({ action: 'archive', table: 'feature_flags', key, before, after, because: undefined })
  }
  return changes
}

/** The (flag, environment) pairs that `disabledIn` switched on or off. */
function turnedEnvironments(live: Rows, wanted: Rows): Set<string> {
  const before = live.flag_environments
  const after = wanted.flag_environments
  const off = (rows: Rows['flag_environments'], id: string) => rows.get(id)?.fields['is_enabled'] === false
  return new Set([...before.keys(), ...after.keys()].filter((id) => off(before, id) !== off(after, id)))
}

function partsOf(table: Table, [first = '', second = '', kind, name]: readonly string[], turned: Set<string>): Part[] {
  switch (table) {
    case 'environments':
      return [`environment:${first}`]
    case 'users':
      return [`user:${first}`]
    case 'user_groups':
      return [`group:${first}`]
    case 'user_group_membership':
      return [`group:${first}`, `user:${second}`]
    case 'feature_flags':
    case 'flag_dependencies':
      return [`flag:${first}`]
    case 'flag_environments':
      return [`flag:${first}`, `environment:${second}`]
    default: {
      const list: Part = `assignments:${second}/${first}`
      const own: Part[] = turned.has(`${first}\0${second}`) ? [`flag:${first}`, list] : [list, `flag:${first}`]
      const named: Part[] = kind === 'user' || kind === 'group' ? [`${kind}:${name ?? ''}`] : []
      return [...own, `environment:${second}`, ...named]
    }
  }
}
