import { stronglyConnected } from '../model/components.ts'
import type { Group, User } from '../model/model.ts'
import type { Place } from '../source/source.ts'

type Listed = Map<User, Place>

/**
 * The users whom a group's lists bring into it, each with the place that does: its own members and those of the groups it
 * includes, however deep, without whoever is excluded on the way. Conditions may admit more.
 */
export function listedUsers(groups: readonly Group[]): Map<Group, Listed> {
  const indexes = new Map(groups.map((group, index) => [group, index]))
  const included = groups.map((group) => group.groups.map(({ thing }) => indexes.get(thing) as number))
  const listed = new Map<Group, Listed>()
  for (const part of stronglyConnected(included))
    for (const index of part) {
      const group = groups[index] as Group
      listed.set(group, listedIn(group, listed))
    }
  return listed
}

function listedIn(group: Group, known: ReadonlyMap<Group, Listed>): Listed {
  const users: Listed = new Map()
  for (const { thing } of group.groups) for (const [user, place] of known.get(thing) ?? []) users.set(user, place)
  for (const { user, place } of group.members) users.set(user, place)
  for (const { user } of group.exclude) users.delete(user)
  return users
}
