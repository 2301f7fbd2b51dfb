import type { GroupInput } from '../../schema/types.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Declaration } from '../model/declarations.ts'
import type { Group, Member } from '../model/model.ts'
import { unknownMember } from './problems/unknown-member.ts'
import type { Scope } from './scope.ts'

/** A group with those of its members that are declared; `groupNames` are the keys of all groups. */
export function linkGroup(
  { key, declared }: Declaration<GroupInput>,
  groupNames: ReadonlySet<string>,
  scope: Scope,
): Group {
  const members: Member[] = []
  for (const [index, name] of (declared.value.members ?? []).entries()) {
    const place = declared.at('members', index)
    const user = scope.users.find(name, place, () => ({
      problem: unknownMember,
      message: `${quote(name)} of the group ${quote(key)} is not a declared user`,
      help: groupNames.has(name) ? `${quote(name)} is a group: list its users here` : undefined,
    }))
    if (user) members.push({ user, place })
    else scope.incomplete.groups.add(key)
  }
  return { key, declared, members }
}
