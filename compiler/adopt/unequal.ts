import type { GroupFields } from '../model/row-fields.ts'
import { type Table, tables } from '../model/rows.ts'
import { quote } from '../diagnostics/prose.ts'
import { type Difference, differences } from './desk.ts'
import type { Head, Refusal } from './head.ts'
import { listOfKey } from '../model/same-lists.ts'
import type { Target } from './target.ts'

/** What the files still say otherwise than they shall; undefined when they say all of it and nothing else. */
export function unequal(head: Head, target: Target): Refusal | undefined {
  for (const table of tables)
    for (const difference of differences(head.rows[table], target.rows[table]))
      if (!follows(table, difference, target))
        return { why: inWords(table, difference), about: difference.key.slice(0, 1) }
  return undefined
}

/** Does this row follow from others, so that the next sync brings it? */
function follows(table: Table, { key }: Difference, { rows, unseen, exact }: Target): boolean {
  if (table === 'flag_rules' || table === 'flag_assignments') return unseen.has(listOfKey(key))
  if (exact.get(table)?.has(key.join('\0'))) return false
  if (table === 'flag_environments') return unseen.has(listOfKey(key))
  if (table !== 'user_group_membership') return false
  const group = rows.user_groups.get(key[0] ?? '')?.fields as GroupFields | undefined
  return (group?.included_groups.length ?? 0) > 0
}

const nouns: Readonly<Record<Table, string>> = {
  environments: 'the environment',
  environment_keys: 'a key of',
  users: 'the user',
  user_groups: 'the group',
  user_group_membership: 'the members of',
  feature_flags: 'the flag',
  flag_dependencies: 'the dependencies of',
  flag_environments: 'the switch of',
  flag_rules: 'the assignments of',
  flag_assignments: 'the assignments of',
}

function inWords(table: Table, { key, before, after }: Difference): string {
  const [first = '', second = ''] = key
  if (table === 'user_group_membership' && before && !after)
    return `${quote(second)} is in ${quote(first)} because of a group that it includes; take them out there, or exclude them`
  if (table === 'environments' && before && after)
    return `the order of environments is the order in which they are written; ${quote(first)} would have to move`
  if (table === 'flag_environments' && before?.['is_enabled'] !== false && after?.['is_enabled'] === true)
    return `${quote(first)} has assignments in ${quote(second)}, so that its list there is not empty`
  const where = table.startsWith('flag_') && table !== 'flag_dependencies' ? ` in ${quote(second)}` : ''
  return `the flag files cannot say this of ${nouns[table]} ${quote(first)}${where}: ${what(table, { key, before, after })}`
}

function what(table: Table, { key: [, second = ''], before, after }: Difference): string {
  const isListed = table === 'flag_rules' || table === 'flag_assignments'
  if (isListed && !after) return `with it, they make a row of ${table} that is not in the database`
  if (isListed && !before) return `nothing in them makes this row of ${table}`
  const fields = Object.keys({ ...before, ...after }).filter(
    (field) => !before || !after || String(before[field]) !== String(after[field]),
  )
  return fields.join(', ') || quote(second)
}
