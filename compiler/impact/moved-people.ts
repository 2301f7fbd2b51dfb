import type { Reshuffle } from '../model/impact.ts'
import type { Rows } from '../model/rows.ts'
import type { ImpactOptions } from './impact.ts'
import { reshufflesOf } from './reshuffles.ts'
import { scopeOf } from './scope.ts'
import { pairsOf, sharesOf, statesOf } from './sides.ts'

/** A flag that moves people in a protected environment, and does not say why. */
export interface Unexplained extends Reshuffle {
  readonly flag: string
  readonly environment: string
}

/** The reshuffles that a protected environment refuses. Asks no user, so that a sync can afford it. */
export function unexplainedReshuffles(
  before: Rows,
  after: Rows,
  { at, rebuckets, plan }: Pick<ImpactOptions, 'at' | 'rebuckets' | 'plan'>,
): Unexplained[] {
  if (before.feature_flags.size === 0) return []
  const { environments, asked } = scopeOf(before, after)
  const guarded = environments.filter(({ isProtected, changed }) => isProtected && changed.size > 0)
  if (guarded.length === 0) return []
  const states = statesOf(before, after, asked)
  return guarded.flatMap((scope) =>
    pairsOf(scope, states, plan)
      .filter(({ flag }) => scope.changed.has(flag) && !rebuckets.has(flag))
      .flatMap((pair) =>
        sharesOf(pair, at)
          .flatMap(([old, now]) => reshufflesOf(old, now, undefined))
          .map((one) => ({ ...one, flag: pair.flag, environment: scope.environment })),
      ),
  )
}
