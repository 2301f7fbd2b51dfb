import { whole } from '../../worker/evaluate/bucket.ts'
import { partsAt } from '../../worker/evaluate/rollout.ts'
import type { Listed } from '../model/lists.ts'
import { type Candidate, candidateOf, isOpen } from './candidate.ts'
import type { Seat } from './pair.ts'

/** How an assignment shares out those whom it admits, at one instant. */
export interface Share extends Candidate {
  readonly listed: Listed
  readonly isOpen: boolean
  /** What people would have to write for these buckets. */
  readonly salt: string
  readonly bucketBy: string
  /** The buckets it lets in once its rollout has come to its end. */
  readonly finally: number
}

/** @param place in the list of the flag; @param at milliseconds since 1970-01-01T00:00:00Z */
export function shareOf({ plan, index, fields, assignments }: Seat, flag: string, place: number, at: number): Share {
  const listed = assignments[place] as Listed
  const assignment = plan.flags.assignments[index]! + place
  const { rollout } = plan.assignments.extras.get(assignment) ?? {}
  const candidate = candidateOf(plan, index, assignment, at)
  return {
    ...candidate,
    listed,
    isOpen: isOpen(plan, assignment, at),
    salt: listed.rule?.salt ?? fields.salt ?? flag,
    bucketBy: listed.rule?.bucket_by ?? fields.bucket_by ?? 'targetingKey',
    finally: rollout === undefined ? candidate.parts : partsAt(rollout, Infinity),
  }
}

/** How much of the whole each variant gets of those let in, from 0 to 1. */
export function sizesOf({ shares }: Candidate): Map<string, number> {
  const sizes = new Map<string, number>()
  let from = 0
  for (const { variant, to } of shares) {
    sizes.set(variant, (sizes.get(variant) ?? 0) + (to - from) / whole)
    from = to
  }
  return sizes
}
