import type { Place } from '../source/source.ts'

/** Who would notice a change: every known user, and everybody else in exact shares, in each environment. */
export interface Impact {
  /** The instant the answers are compared at, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  /** In the order of promotion, those that go last; those where nobody would notice anything have no flags. */
  readonly environments: readonly EnvironmentImpact[]
}

export interface EnvironmentImpact {
  readonly environment: string
  /** Before, after, or both. */
  readonly isProtected: boolean
  /** By key; flags whose answers stay the same for everybody are left out. */
  readonly flags: readonly FlagImpact[]
}

export interface FlagImpact {
  readonly flag: string
  /** False: the flag itself stays as it is, and another that it depends on, or a group, changes. */
  readonly isChanged: boolean
  /** A boolean flag with no more than two variants: to have it or not is all there is to say. */
  readonly isSwitch: boolean
  /** Known users who get another variant, or another value of the same one. Those who gain it first, then who loses it. */
  readonly moves: readonly Move[]
  /** Everybody else, who has a targeting key that the flag files do not know and no attributes; undefined: too many cases. */
  readonly others: OthersImpact | undefined
  /** People who change sides though no audience did. */
  readonly reshuffles: readonly Reshuffle[]
  /** What else a reviewer wants to know, a sentence each: `becomes reachable for group beta-testers`. */
  readonly notes: readonly string[]
}

/** To have a flag is to be served another variant than `off` by it. Who has it neither before nor after `switches` when `off` changes. */
export interface Move {
  readonly kind: 'gains' | 'loses' | 'switches'
  /** The variants before and after; undefined where the flag is not there, or has no answer for want of a key to go by. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly count: number
  /** Sorted by key. Put together each time it is read: of many flags and users these lists are what fills the memory. */
  readonly users: readonly string[]
}

/** Shares are parts of 1, exact. Whom a flag has no answer for, for want of a key to go by, is in no share. */
export interface OthersImpact {
  /** By variant, `off` too; empty where the flag is not there. */
  readonly before: ReadonlyMap<string, number>
  readonly after: ReadonlyMap<string, number>
  /** How many get the flag who did not, lose it, or get another variant or value than before. */
  readonly gain: number
  readonly lose: number
  readonly switch: number
}

export interface Reshuffle {
  /** What changed that moves people: the salt, the attribute that buckets go by, the order of variants, a share made smaller. */
  readonly kind: 'salt' | 'bucketBy' | 'order' | 'lowered'
  /** The part of those admitted, 0 to 1, who lose what they had or get another variant. */
  readonly share: number
  /** A sentence: `rollout 50 → 25 %: 50 % of those who have it lose it`. */
  readonly text: string
  /** The assignment as it is now. */
  readonly because: Place | undefined
  /** What the flag's `rebucket` says; undefined: nothing, and a protected environment refuses. */
  readonly rebucket: string | undefined
}
