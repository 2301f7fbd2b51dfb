import type { GroupInput } from '../../schema/types.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Declaration } from '../model/declarations.ts'
import type { Group, Member, Named } from '../model/model.ts'
import type { Condition } from '../model/condition.ts'
import { linkCondition } from './condition.ts'
import { unknownMember } from './problems/unknown-member.ts'
import type { Scope } from './scope.ts'

/** A group whose groups and condition are still being filled in: they may name any group, declared later or itself. */
export interface GroupDraft extends Group {
  readonly groups: Named<Group>[]
  when: Condition | undefined
}

/** The group with those of its members that are declared; `groupNames` are the keys of all groups. */
export function draftGroup(
  declaration: Declaration<GroupInput>,
  groupNames: ReadonlySet<string>,
  scope: Scope,
): GroupDraft {
  const members = linkUsers('members', declaration, groupNames, scope)
  const exclude = linkUsers('exclude', declaration, groupNames, scope)
  return { ...declaration, members, groups: [], when: undefined, exclude }
}

/** Fills in what names other groups. */
export function linkGroup(draft: GroupDraft, scope: Scope): void {
  const { key, declared } = draft
  const { groups = [], when } = declared.value
  for (const [index, name] of groups.entries()) {
    const place = declared.at('groups', index)
    const thing = scope.groups.find(name, place, () =>
      scope.users.things.has(name) ? { help: `${quote(name)} is a user: write it under \`members:\`` } : {},
    )
    if (thing) draft.groups.push({ thing, place })
    else scope.incomplete.groups.add(key)
  }
  if (!when) return
  draft.when = linkCondition(declared.below(when, 'when'), scope)
  if (!draft.when) scope.incomplete.groups.add(key)
}

function linkUsers(
  field: 'members' | 'exclude',
  { key, declared }: Declaration<GroupInput>,
  groupNames: ReadonlySet<string>,
  scope: Scope,
): Member[] {
  const found: Member[] = []
  for (const [index, name] of (declared.value[field] ?? []).entries()) {
    const place = declared.at(field, index)
    const user = scope.users.find(name, place, () => ({
      problem: unknownMember,
      message: `${quote(name)} ${field === 'members' ? 'of' : 'excluded from'} the group ${quote(key)} is not a declared user`,
      help: groupNames.has(name) ? groupHelp(field, name) : undefined,
    }))
    if (user) found.push({ user, place })
    else scope.incomplete.groups.add(key)
  }
  return found
}

function groupHelp(field: 'members' | 'exclude', name: string): string {
  return field === 'members'
    ? `${quote(name)} is a group: write it under \`groups:\``
    : `${quote(name)} is a group: write \`when: { not: { group: ${name} } }\``
}
