import type { Place } from '../source/source.ts'
import type { Timed } from './model.ts'

/** What part of those admitted get the flag. Parts are thousandths of a percent: 0 to 100000. */
export type Rollout = FixedRollout | SteppedRollout | Ramp

export interface FixedRollout {
  readonly kind: 'fixed'
  readonly parts: number
  readonly place: Place
}

/** In order of time; nobody before the first step. */
export interface SteppedRollout {
  readonly kind: 'steps'
  readonly steps: readonly RolloutStep[]
  readonly place: Place
}

export interface RolloutStep extends Timed {
  readonly parts: number
}

/** `from` until `starts`, `to` from `ends` on, and a straight line between. */
export interface Ramp {
  readonly kind: 'ramp'
  readonly from: number
  readonly to: number
  readonly starts: Timed
  readonly ends: Timed
  readonly place: Place
}

/** A variant and its share; the shares of one assignment sum to 100000. */
export interface Weight {
  readonly variant: string
  /** Thousandths of a percent. */
  readonly parts: number
  readonly place: Place
}
