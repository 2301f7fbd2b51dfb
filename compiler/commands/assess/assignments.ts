import { whole } from '../../../worker/evaluate/bucket.ts'
import type { Assignment } from '../../model/model.ts'
import { shareAt } from '../../model/shares.ts'
import { audienceInWords } from '../../model/assignment-words.ts'
import { instant } from '../../model/value-words.ts'
import { positioned } from '../test/site.ts'

/** What an assignment does to those whom its audience and its condition admit, at one instant. */
export interface Line {
  /** From 1. */
  readonly number: number
  readonly whom: string
  /** Why it admits nobody at all. */
  readonly shut: string | undefined
  /** From 0 to 1, by variant: exact, since buckets are even. What is left over goes on to the next assignment. */
  readonly shares: ReadonlyMap<string, number>
  readonly bucketBy: string | undefined
  readonly place: ReturnType<typeof positioned>
}

export function lineOf(assignment: Assignment, index: number, now: number): Line {
  const { serve, rollout, bucketBy, starts, expires, place } = assignment
  const admitted = (rollout ? shareAt(rollout, now) : whole) / whole
  const weights = typeof serve === 'string' ? [{ variant: serve, parts: whole }] : serve
  const shut =
    starts && now < starts.at
      ? `starts at ${instant(starts.at)}`
      : expires && now >= expires.at
        ? `expired at ${instant(expires.at)}`
        : undefined
  return {
    number: index + 1,
    whom: audienceInWords(assignment),
    shut,
    shares: new Map(shut ? [] : weights.map(({ variant, parts }) => [variant, (admitted * parts) / whole])),
    bucketBy: rollout || typeof serve !== 'string' ? (bucketBy ?? 'targetingKey') : undefined,
    place: positioned(place),
  }
}
