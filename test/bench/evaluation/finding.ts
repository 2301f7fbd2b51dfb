import { median } from '../measure.ts'
import { isOurs } from './results.ts'
import type { Candidate } from './candidate.ts'

/** A series of one candidate, one number for each round; numbers of the same round belong together. */
export interface Series {
  readonly candidate: Candidate
  readonly rounds: readonly number[]
}

/** Halyard beside the best peer: the median of the ratios round by round, and what was to be reached. */
export interface Finding {
  readonly what: string
  readonly ours: number
  readonly theirs: number
  /** The peer that comes closest, or what else it is compared with. */
  readonly against: string
  readonly ratio: number
  readonly goal: Goal
  readonly unit: Unit
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number }
export type Unit = 'per second' | 'bytes' | 'ms' | 'MB'

/** Nothing when Halyard or every peer is missing. */
export function compare(what: string, all: readonly Series[], goal: Goal, unit: Unit): Finding[] {
  const ours = all.find(isOurs)
  if (!ours) return []
  const pairs = all
    .filter((one) => one !== ours && !isOurs(one))
    .map((peer) => pair(what, ours, peer, peer.candidate.name, goal, unit))
  const better = 'atLeast' in goal ? 1 : -1
  return pairs.sort((a, b) => (a.ratio - b.ratio) * better).slice(0, 1)
}

/** Two series as one finding. */
export function pair(what: string, ours: Series, other: Series, against: string, goal: Goal, unit: Unit): Finding {
  const ratio = median(ours.rounds.map((value, round) => value / (other.rounds[round] ?? Number.NaN)))
  return { what, ours: median(ours.rounds), theirs: median(other.rounds), against, ratio, goal, unit }
}

export function isMet({ ratio, goal }: Finding): boolean {
  return 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost
}
