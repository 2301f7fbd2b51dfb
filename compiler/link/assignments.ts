import type { AssignmentInput, AssignmentListInput } from '../../schema/types.ts'
import { choices, quote } from '../diagnostics/prose.ts'
import type { Assignment, AssignmentList, Flag, Timed } from '../model/model.ts'
import { Located, type Place } from '../source/source.ts'
import { linkAudience } from './audience.ts'
import { linkInstant } from './instant.ts'
import { serveMissing } from './problems/serve-missing.ts'
import { unknownVariant } from './problems/unknown-variant.ts'
import type { Scope } from './scope.ts'

/** One list, without the assignments that could not be linked. */
export function linkList(flag: Flag, list: Located<AssignmentListInput>, scope: Scope): AssignmentList {
  const written = list.value === 'everyone' ? [{ everyone: true as const }] : list.value
  const short = list.value === 'everyone'
  const assignments: Assignment[] = []
  for (const [index, input] of written.entries()) {
    const located = new Located<AssignmentInput>(input, list.file, short ? list.path : [...list.path, index])
    const assignment = linkAssignment(flag, located, scope)
    if (assignment) assignments.push(assignment)
    else scope.incomplete.flags.add(flag.key)
  }
  return { place: list.keyAt(), assignments }
}

function linkAssignment(flag: Flag, located: Located<AssignmentInput>, scope: Scope): Assignment | undefined {
  const audience = linkAudience(flag, located, scope)
  const serve = linkServe(flag, located, scope)
  const starts = linkBound('starts', located, scope)
  const expires = linkBound('expires', located, scope)
  if (!audience || serve === undefined || starts === 'unreadable' || expires === 'unreadable') return undefined
  return { place: located.at(), ...audience, starts, expires, serve, reason: located.value.reason }
}

function linkBound(
  bound: 'starts' | 'expires',
  located: Located<AssignmentInput>,
  scope: Scope,
): Timed | undefined | 'unreadable' {
  const text = located.value[bound]
  return text === undefined ? undefined : (linkInstant(text, located.at(bound), scope.report) ?? 'unreadable')
}

function linkServe(flag: Flag, located: Located<AssignmentInput>, scope: Scope): string | undefined {
  const { serve } = located.value
  if (serve === undefined) return flag.on ?? sayWhich(flag, located.at(), scope)
  const variants = scope.variantsOf(flag)
  if (variants.has(serve)) return serve
  scope.report.add(unknownVariant, {
    message: `${quote(flag.key)} has no variant ${quote(serve)}`,
    where: located.at('serve'),
    help: variants.help(serve),
  })
  return undefined
}

function sayWhich(flag: Flag, place: Place, scope: Scope): undefined {
  const others = flag.variants.map(({ name }) => name).filter((name) => name !== flag.off)
  scope.report.add(serveMissing, {
    message:
      others.length === 0
        ? `${quote(flag.key)} has no variant to serve but ${quote(flag.off)}, the one it is off with`
        : `${quote(flag.key)} has several variants, and this assignment does not say which one it serves`,
    where: place,
    help: others.length === 0 ? 'give the flag another variant' : `add \`serve:\` with ${choices(others)}`,
  })
}
