import type { AuditEntry } from '../../database/audit.ts'
import { widthOf } from '../../diagnostics/width.ts'
import { inWords } from '../../plan/words.ts'
import { visible } from '../../source/characters.ts'
import { gap, layOut, wrap } from '../columns.ts'

/** Narrower than this, four columns leave no room for the change. */
const roomy = 80
const headings = ['WHEN (UTC)', 'WHO', 'COMMIT', 'CHANGE'] as const

/**
 * The trail as a table, the newest first. What does not fit into `width` columns is continued on further lines; names
 * that try to steer the terminal are shown, not obeyed.
 */
export function auditTable(entries: readonly AuditEntry[], width: number): string {
  const rows = entries.map((entry) => [
    entry.at.slice(0, 19).replace('T', ' '),
    whoInWords(entry),
    visible(entry.commit?.slice(0, 7) ?? '-'),
    changeInWords(entry),
  ])
  if (width < roomy) return rows.map((row) => stacked(row, width)).join('')
  const who = Math.min(Math.max(...rows.map((row) => widthOf(row[1] ?? '')), 3), Math.floor(width * 0.3))
  const widths = [19, who, 7]
  const last = width - widths.reduce((sum, column) => sum + column + gap.length, 0)
  return [headings, ...rows].map((cells) => layOut(cells, [...widths, last])).join('')
}

/** The actor, with co-authors, and whoever brought the commit in. */
function whoInWords({ actor, origin }: AuditEntry): string {
  const others = origin?.contributors.length ? ` with ${origin.contributors.map(visible).join(', ')}` : ''
  const landed = origin?.landedBy && origin.landedBy !== actor ? `, merged by ${visible(origin.landedBy)}` : ''
  return `${visible(actor)}${others}${landed}`
}

/** For a narrow terminal: when, commit and who above the change. */
function stacked([when = '', who = '', commit = '', change = '']: readonly string[], width: number): string {
  const above = wrap([when, commit, who].join(gap), width)
  const below = wrap(change, Math.max(10, width - 2)).map((line) => `  ${line}`)
  return `${[...above, ...below].join('\n')}\n`
}

/** `flag new-checkout is_enabled: off → on`, `+ production: group beta-testers`. */
export function changeInWords(entry: AuditEntry): string {
  const subject = subjectOf(entry)
  if (entry.action === 'create') return `${subject} created`
  if (entry.action === 'delete') return `${subject} deleted`
  const fields = Object.entries(entry.diff)
    .filter(([field]) => !(entry.action === 'archive' && field === 'archived_at'))
    .map(([field, [old, now]]) => `${field}: ${inWords(field, old)} → ${inWords(field, now)}`)
  const verb = { archive: ' archived', enable: ' enabled' }[entry.action] ?? ''
  return `${subject}${verb}${fields.length > 0 ? ` ${fields.join('; ')}` : ' (nothing changed)'}`
}

function subjectOf({ entity, flag, before, after }: AuditEntry): string {
  const row = after ?? before ?? {}
  const name = (field: string) => visible(typeof row[field] === 'string' ? row[field] : '?')
  const whom = row['user_key'] === undefined ? `group ${name('group_name')}` : `user ${name('user_key')}`
  switch (entity) {
    case 'feature_flags':
      return `flag ${visible(flag ?? '?')}`
    case 'flag_assignments':
      return `flag ${visible(flag ?? '?')} in ${name('env_name')}: ${whom}`
    case 'flag_rules':
      return `flag ${visible(flag ?? '?')} in ${name('env_name')}: ${audience(row)}`
    case 'flag_environments':
      return `flag ${visible(flag ?? '?')} switch in ${name('env_name')}`
    case 'flag_dependencies':
      return `flag ${visible(flag ?? '?')} dependency on ${name('parent_flag_name')}`
    case 'user_group_membership':
      return `group ${name('group_name')} member ${name('user_key')}`
    case 'environment_keys':
      return `environment ${name('env_name')} ${name('kind')} key ${name('sha256').slice(0, 12)}`
    case 'user_groups':
      return `group ${name('group_name')}`
    case 'users':
      return `user ${name('user_key')}`
    default:
      return `environment ${name('env_name')}`
  }
}

function audience(row: Readonly<Record<string, unknown>>): string {
  if (row['everyone'] === true) return 'everyone'
  const names = [...((row['user_keys'] ?? []) as string[]), ...((row['group_names'] ?? []) as string[])]
  return names.map(visible).join(', ')
}
