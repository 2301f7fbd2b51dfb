import type { AssignmentStep, Step } from '../../../worker/evaluate/explain.ts'
import type { Assignment } from '../../model/model.ts'

/** One step of an evaluation in words. */
export function stepWords(step: Exclude<Step, AssignmentStep>, environment: string): string {
  switch (step.step) {
    case 'unknown':
      return 'there is no such flag'
    case 'stopped':
      return stoppedWords(step.stopped, environment)
    case 'expiry':
      return expiryWords(step.expires, step.decided)
    case 'dependency':
      return dependencyWords(step)
    case 'unmatched':
      return 'no assignment admits this context: the `off` variant'
  }
}

function stoppedWords(stopped: 'disabled' | 'disabled-here' | 'unassigned' | undefined, environment: string): string {
  if (stopped === 'disabled') return 'the flag is not enabled'
  if (stopped === 'disabled-here') return `the flag is disabled in ${environment}`
  if (stopped === 'unassigned') return `the flag has no assignments in ${environment}`
  return `enabled in ${environment}`
}

function expiryWords(expires: number | undefined, over: boolean): string {
  if (expires === undefined) return 'never expires'
  return `${over ? 'expired' : 'expires'} at ${instantWords(expires)}`
}

function dependencyWords(step: Extract<Step, { step: 'dependency' }>): string {
  const wanted = step.needs ? `must serve ${step.needs.join(' or ')}` : 'must be active'
  return `depends on ${step.parent}, which ${wanted}: it ${step.active ? 'is active' : 'is not active'} and serves ${step.serves}`
}

/** One assignment that was looked at, in words. */
export function assignmentWords(step: AssignmentStep, assignment: Assignment, now: number): string {
  const own = step.by === 'own' ? "the user's own " : ''
  const who = `${own}assignment ${step.index + 1} (${audienceWords(assignment)})`
  switch (step.outcome) {
    case 'served':
      return `${who} serves ${assignment.serve}`
    case 'not-admitted':
      return `${who} does not admit this context`
    case 'not-started':
      return `${who} starts at ${instantWords(assignment.starts?.at ?? now)}`
    case 'expired':
      return `${who} expired at ${instantWords(assignment.expires?.at ?? now)}`
  }
}

function audienceWords({ users, groups, everyone }: Assignment): string {
  const named = [
    ...(everyone ? ['everyone'] : []),
    ...(users.length > 0
      ? [`${users.length === 1 ? 'user' : 'users'} ${users.map(({ thing }) => thing.key).join(', ')}`]
      : []),
    ...(groups.length > 0
      ? [`${groups.length === 1 ? 'group' : 'groups'} ${groups.map(({ thing }) => thing.key).join(', ')}`]
      : []),
  ]
  return named.join(' and ')
}

function instantWords(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
