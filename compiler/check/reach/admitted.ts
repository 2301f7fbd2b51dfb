import type { Assignment, User } from '../../model/model.ts'
import { divides } from '../../model/served.ts'
import { letsAllIn, sharesDuring, staysWithin, type Stretch } from '../../model/shares.ts'
import { whole } from '../../../worker/evaluate/bucket.ts'
import { all, any, belongs, type Claim } from '../logic/claim.ts'

/** When an assignment counts from `now` on; undefined when it never does, or lets nobody in. */
export function stretchOf({ starts, expires, rollout }: Assignment, now: number): Stretch | undefined {
  const from = Math.max(starts?.at ?? now, now)
  const until = expires?.at ?? Number.POSITIVE_INFINITY
  if (from >= until || (rollout && sharesDuring(rollout, { from, until }).most === 0)) return undefined
  return { from, until }
}

/** Is an assignment open all through a stretch, to all whom the rollout of another lets in? */
export function isOpenFor(assignment: Assignment, other: Assignment, stretch: Stretch): boolean {
  const { starts, expires, rollout } = assignment
  if ((starts && starts.at > stretch.from) || (expires && expires.at < stretch.until)) return false
  if (letsAllIn(rollout, stretch)) return true
  if (!rollout || !other.rollout || other.salt !== assignment.salt || other.bucketBy !== assignment.bucketBy)
    return false
  return staysWithin(other.rollout, rollout, stretch)
}

/** Does an assignment let in every user it names, all through a stretch of time in which it counts? */
export function admitsNamed({ when, rollout }: Assignment, stretch: Stretch): boolean {
  return when === undefined && letsAllIn(rollout, stretch)
}

/** Being one of those an assignment admits by `everyone` or by group. */
export function audienceOf({ everyone, groups }: Assignment): Claim | undefined {
  return everyone ? undefined : any(groups.map(({ thing }) => belongs(thing)))
}

export function isUser(user: User): Claim {
  return { kind: 'listed', keys: new Set([user.key]) }
}

/** What an assignment asks of a context, besides being of its audience, to decide about it. */
export function askedBy(assignment: Assignment): Claim[] {
  const { when, bucketBy } = assignment
  const keyed: Claim[] = divides(assignment) ? [{ kind: 'keyed', bucketBy }] : []
  return when ? [when, ...keyed] : keyed
}

/** What is so of every context an assignment decides about in that stretch. */
export function givenBy(assignment: Assignment, audience: Claim | undefined, stretch: Stretch): Claim {
  const { rollout, bucketBy } = assignment
  const asked = [...(audience ? [audience] : []), ...askedBy(assignment)]
  const needsKey = rollout && sharesDuring(rollout, stretch).most < whole
  return all(needsKey ? [...asked, { kind: 'keyed', bucketBy }] : asked)
}
