import type { GroupFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'

/** Tells the groups that a group includes, before or after a plan, however deep: a change of any of them may change who is in it. */
export function includedGroups(live: Rows, wanted: Rows): (group: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  const direct = (group: string): readonly string[] =>
    [live, wanted].flatMap(
      ({ user_groups }) => (user_groups.get(group)?.fields as GroupFields | undefined)?.included_groups ?? [],
    )
  return (group) => {
    const found = known.get(group) ?? reachable(group, direct)
    known.set(group, found)
    return found
  }
}

function reachable(start: string, direct: (group: string) => readonly string[]): string[] {
  const found = new Set([start])
  for (const group of found) for (const included of direct(group)) found.add(included)
  found.delete(start)
  return [...found]
}
