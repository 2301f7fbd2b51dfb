import type { GroupFields, RuleFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'
import { namedGroups } from '../model/stored-condition.ts'
import { changedRows } from './changed-rows.ts'
import { conditionOf } from './stored.ts'

/** The groups that may hold somebody else than before, also because a group did that they include or ask for. */
export function changedGroups(before: Rows, after: Rows): ReadonlySet<string> {
  const changed = new Set<string>()
  for (const table of ['user_groups', 'user_group_membership'] as const)
    for (const [group = ''] of changedRows(before, after, table)) changed.add(group)
  if (changed.size === 0) return changed
  const naming = new Map<string, Set<string>>()
  for (const { user_groups } of [before, after])
    for (const {
      key: [group = ''],
      fields,
    } of user_groups.values()) {
      const { included_groups, condition } = fields as GroupFields
      for (const named of [...included_groups, ...groupsIn(condition)])
        naming.set(named, (naming.get(named) ?? new Set()).add(group))
    }
  for (const group of changed) for (const one of naming.get(group) ?? []) changed.add(one)
  return changed
}

/** The flags that ask for one of these groups in an environment. */
export function usersOfGroups(states: readonly Rows[], groups: ReadonlySet<string>, environment: string): Set<string> {
  const flags = new Set<string>()
  if (groups.size === 0) return flags
  for (const { flag_rules, flag_assignments } of states) {
    for (const { key, fields } of flag_rules.values()) {
      const { group_names, condition } = fields as RuleFields
      if (key[1] === environment && [...group_names, ...groupsIn(condition)].some((group) => groups.has(group)))
        flags.add(key[0] ?? '')
    }
    for (const { key } of flag_assignments.values())
      if (key[1] === environment && key[2] === 'group' && groups.has(key[3] ?? '')) flags.add(key[0] ?? '')
  }
  return flags
}

function groupsIn(condition: string | null): string[] {
  if (!condition?.includes('"group"')) return []
  const stored = conditionOf(condition)
  return stored ? namedGroups(stored) : []
}
