import type { Assignment, Environment, Flag } from '../model/model.ts'
import type { Ramp } from '../model/rollout.ts'
import type { Stretch } from '../model/shares.ts'
import type { UpcomingKind } from '../model/upcoming.ts'
import type { Place } from '../source/source.ts'

/** Something written in the flag files that happens at an instant. */
export interface Cause {
  readonly kind: Exclude<UpcomingKind, 'parent'>
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly place: Place
  /** Undefined for what happens to the whole flag. */
  readonly of: NumberedAssignment | undefined
  /** Of a step of a rollout, in thousandths of a percent. */
  readonly parts?: { readonly from: number; readonly to: number }
  /** Of the start and the end of a ramp. */
  readonly ramp?: Ramp
}

export interface NumberedAssignment {
  readonly assignment: Assignment
  /** From 1. */
  readonly number: number
}

/** What happens to a flag itself in an environment in a stretch of time, and the start of a ramp that is under way then. */
export function causesOf(flag: Flag, environment: Environment, stretch: Stretch): Cause[] {
  const causes: Cause[] = []
  if (flag.expires !== undefined)
    causes.push({ kind: 'flag-expires', at: flag.expires, place: flag.declared.at('expires'), of: undefined })
  const list = flag.assignments.get(environment)?.assignments ?? []
  for (const [index, assignment] of list.entries()) causes.push(...causesIn({ assignment, number: index + 1 }))
  return causes.filter((cause) => isWithin(cause, stretch))
}

function causesIn(of: NumberedAssignment): Cause[] {
  const { starts, expires, rollout } = of.assignment
  const causes: Cause[] = []
  if (starts) causes.push({ kind: 'assignment-starts', ...starts, of })
  if (expires) causes.push({ kind: 'assignment-expires', ...expires, of })
  if (rollout?.kind === 'steps')
    for (const [index, { at, place, parts: to }] of rollout.steps.entries())
      causes.push({ kind: 'rollout-step', at, place, of, parts: { from: rollout.steps[index - 1]?.parts ?? 0, to } })
  if (rollout?.kind === 'ramp')
    causes.push(
      { kind: 'ramp-starts', ...rollout.starts, of, ramp: rollout },
      { kind: 'ramp-ends', ...rollout.ends, of, ramp: rollout },
    )
  return causes
}

function isWithin({ kind, at, ramp }: Cause, { from, until }: Stretch): boolean {
  return at < until && (kind === 'ramp-starts' && ramp ? ramp.ends.at : at) >= from
}
