import type { Assignment, Model } from '../model/model.ts'
import type { Stretch } from '../model/shares.ts'

/**
 * The stretch of time around `now` in which the checks find the same: they compare `now` with the instants that are written,
 * and with nothing else. While the share of a ramp changes there is none.
 */
export function steadyAround({ flags }: Pick<Model, 'flags'>, now: number): Stretch | undefined {
  let [from, until] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const cut = (at: number): void => {
    if (at <= now) from = Math.max(from, at)
    else until = Math.min(until, at)
  }
  for (const flag of flags.values()) {
    if (flag.expires !== undefined) cut(flag.expires)
    for (const { assignments } of flag.assignments.values())
      for (const assignment of assignments) {
        if (isRamping(assignment, now)) return undefined
        cutAt(assignment, cut)
      }
  }
  return { from, until }
}

function isRamping({ rollout }: Assignment, now: number): boolean {
  return rollout?.kind === 'ramp' && rollout.starts.at <= now && now < rollout.ends.at
}

function cutAt({ starts, expires, rollout }: Assignment, cut: (at: number) => void): void {
  if (starts) cut(starts.at)
  if (expires) cut(expires.at)
  if (rollout?.kind === 'steps') for (const { at } of rollout.steps) cut(at)
  if (rollout?.kind === 'ramp') for (const { at } of [rollout.starts, rollout.ends]) cut(at)
}
