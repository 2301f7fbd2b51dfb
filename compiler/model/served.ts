import type { Assignment } from './model.ts'
import { whole } from '../../worker/evaluate/bucket.ts'
import { letsAllIn, sharesDuring } from './shares.ts'

/** The variants an assignment can serve: the one it names, or those with a weight above 0. */
export function servedVariants({ serve }: Pick<Assignment, 'serve'>): readonly string[] {
  if (typeof serve === 'string') return [serve]
  return serve.filter(({ parts }) => parts > 0).map(({ variant }) => variant)
}

/** True for weights that divide those admitted: these need a key to go by. */
export function divides({ serve }: Pick<Assignment, 'serve'>): boolean {
  return typeof serve !== 'string' && serve.every(({ parts }) => parts < whole)
}

/** False when its time or its rollout lets nobody in at `now` or later. */
export function mayAdmit({ expires, rollout }: Assignment, now: number): boolean {
  if (expires && expires.at <= now) return false
  return !rollout || sharesDuring(rollout, { from: now, until: Number.POSITIVE_INFINITY }).most > 0
}

/** True when it lets its whole audience in from `now` on, for good and whatever the context says besides. */
export function admitsAlways(assignment: Assignment, now: number): boolean {
  const { starts, expires, when, rollout } = assignment
  if (when || expires || (starts && starts.at > now)) return false
  if (divides(assignment) && assignment.bucketBy !== undefined) return false
  return letsAllIn(rollout, { from: now, until: Number.POSITIVE_INFINITY })
}
