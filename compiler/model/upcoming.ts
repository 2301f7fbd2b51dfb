import type { Move, OthersImpact } from './impact.ts'
import type { Place } from '../source/source.ts'

/** A change that time alone brings. */
export interface Upcoming {
  /**
   * When, in milliseconds since 1970-01-01T00:00:00Z. It lies in the half-open stretch that was asked for; only a ramp that
   * is under way when it begins has an earlier one.
   */
  readonly at: number
  readonly environment: string
  /** There is one entry for each environment, flag and instant. */
  readonly flag: string
  /** Of several things that happen to a flag at once, the first in this order. */
  readonly kind: UpcomingKind
  /** A sentence about all that happens: `rollout of assignment 3 goes from 25 to 60 %`. Fit for a terminal. */
  readonly text: string
  /** What is written where; for `parent`, where the parent's name stands. */
  readonly because: Place
  /** Of a child that changes because a parent does: the parent, which has an entry of its own at the same instant. */
  readonly by?: string
  /** Of a ramp that starts: when it ends. */
  readonly ends?: number
  readonly hits: Hits
}

/** In the order in which they stand for an entry. */
export const upcomingKinds = [
  'flag-expires',
  'assignment-expires',
  'assignment-starts',
  'rollout-step',
  'ramp-starts',
  'ramp-ends',
  'parent',
] as const

export type UpcomingKind = (typeof upcomingKinds)[number]

/** Who gets another variant than just before. */
export interface Hits {
  /** Of the users in the flag files, by their keys alone, without attributes. */
  readonly moves: readonly TimedMove[]
  /**
   * Everybody else, who has a targeting key that the flag files do not know and no attributes, just before and just after;
   * along a ramp from its start to its end. Undefined: too many cases, something else happens along the ramp, or it depends
   * on the key.
   */
  readonly others: OthersImpact | undefined
  /** The flag or one that it depends on asks for attributes: those who send some may be hit besides. */
  readonly dependsOnAttributes: boolean
}

export interface TimedMove extends Move {
  /** How many `users` there are, who are put together each time they are read. */
  readonly count: number
  /** Along a ramp, the instant of each user, in the order of `users`; otherwise all move at the instant of the entry. */
  readonly when?: readonly number[]
}
