import type { GroupStanding } from '../../../worker/evaluate/explain/explanation.ts'
import { targetingKeyOf } from '../../../worker/evaluate/subject.ts'
import { counted } from '../../diagnostics/prose.ts'
import type { Group, Member } from '../../model/model.ts'
import type { Place } from '../../source/source.ts'
import type { Telling } from './about.ts'

/** How the context stands to a group: `not in beta: none of its 4 members`. */
export function standingWords({ by, when, index }: GroupStanding, group: Group | undefined, who: string): string {
  const name = group?.key ?? `group ${index}`
  if (by === 'excluded') return `${who} is excluded from ${name}`
  if (by === 'member') return `${who} is a member of ${name}`
  if (by === 'group') return `in ${name}, which includes a group that holds ${who}`
  if (by === 'condition') return `in ${name} by its \`when\``
  const members = group?.members.length ?? 0
  const reasons = [
    members === 1 ? 'its one member is somebody else' : '',
    members > 1 ? `none of its ${counted(members, 'member')}` : '',
    when ? 'its `when` does not hold' : '',
  ].filter((reason) => reason !== '')
  return `not in ${name}${reasons.length > 0 ? ': ' : ''}${reasons.join(', and ')}`
}

/** Where the user is listed, or the group itself. */
export function standingPlace({ by }: GroupStanding, group: Group, { about }: Telling): Place {
  const key = targetingKeyOf(about.context)
  const named = (list: readonly Member[]) => list.find(({ user }) => user.key === key)?.place
  const listed = by === 'excluded' ? named(group.exclude) : by === 'member' ? named(group.members) : undefined
  return listed ?? group.declared.keyAt()
}
