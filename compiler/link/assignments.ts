import type { AssignmentInput, AssignmentListInput } from '../../schema/types.ts'
import type { Assignment, AssignmentList, Flag } from '../model/model.ts'
import type { Located } from '../source/source.ts'
import { linkAudience } from './audience.ts'
import { linkBucketBy } from './bucket-by.ts'
import { linkCondition } from './condition.ts'
import { linkInstant } from './instant.ts'
import { linkRollout } from './rollout.ts'
import type { Scope } from './scope.ts'
import { linkServe } from './serve.ts'

/** One list, without the assignments that could not be linked. */
export function linkList(flag: Flag, list: Located<AssignmentListInput>, scope: Scope): AssignmentList {
  const written = list.value === 'everyone' ? [{ everyone: true as const }] : list.value
  const short = list.value === 'everyone'
  const assignments: Assignment[] = []
  for (const [index, input] of written.entries()) {
    const located = list.below<AssignmentInput>(input, ...(short ? [] : [index]))
    const assignment = linkAssignment(flag, located, scope)
    if (assignment) assignments.push(assignment)
    else scope.incomplete.flags.add(flag.key)
  }
  return { place: list.keyAt(), assignments }
}

/** Undefined when a part of it could not be linked; the other parts are looked at all the same. */
function linkAssignment(flag: Flag, located: Located<AssignmentInput>, scope: Scope): Assignment | undefined {
  const { value } = located
  const { report } = scope
  const audience = linkAudience(flag, located, scope)
  const when = optional(value.when, (written) => linkCondition(located.below(written, 'when'), scope))
  const starts = optional(value.starts, (text) => linkInstant(text, located.at('starts'), report))
  const expires = optional(value.expires, (text) => linkInstant(text, located.at('expires'), report))
  const rollout = optional(value.rollout, (written) => linkRollout(located.below(written, 'rollout'), report))
  const bucketBy = linkBucketBy(located, flag.bucketBy, scope)
  const serve = linkServe(flag, located, scope)
  if (!audience || serve === undefined || when === 'unreadable' || rollout === 'unreadable') return undefined
  if (starts === 'unreadable' || expires === 'unreadable' || !bucketBy) return undefined
  const { salt = flag.salt, reason } = value
  return { place: located.at(), ...audience, when, starts, expires, rollout, serve, salt, ...bucketBy, reason }
}

function optional<T, R>(written: T | undefined, link: (written: T) => R | undefined): R | undefined | 'unreadable' {
  return written === undefined ? undefined : (link(written) ?? 'unreadable')
}
