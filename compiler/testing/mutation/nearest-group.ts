import type { Group, Model } from '../../model/model.ts'

const most = 3

/**
 * The few other groups that share most members with a group. Those that share none are of no use: who notices that a group
 * is gone notices that it is one of them.
 */
export function nearestGroups({ groups }: Model): (group: Group) => readonly Group[] {
  const byUser = new Map<string, Group[]>()
  for (const group of groups.values())
    for (const { user } of group.members) byUser.set(user.key, [...(byUser.get(user.key) ?? []), group])
  const known = new Map<Group, readonly Group[]>()
  return (group) => {
    const found = known.get(group) ?? nearest(group, byUser)
    known.set(group, found)
    return found
  }
}

function nearest(group: Group, byUser: ReadonlyMap<string, readonly Group[]>): Group[] {
  const shared = new Map<Group, number>()
  for (const { user } of group.members)
    for (const other of byUser.get(user.key) ?? []) if (other !== group) shared.set(other, (shared.get(other) ?? 0) + 1)
  const ordered = [...shared].toSorted(([, a], [, b]) => b - a)
  return ordered.slice(0, most).map(([other]) => other)
}
