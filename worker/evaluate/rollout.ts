import type { SnapshotRamp, SnapshotRollout, SnapshotWeight } from '../../schema/types.ts'

/** Thousandths of a percent: a number, steps in time, or a straight line in time. */
export type Schedule = SnapshotRollout

/** Thousandths of a percent for some of a flag's variants, in the order of the variants; they sum to 100000. */
export type Weights = readonly SnapshotWeight[]

/** What part of those admitted a rollout lets in at an instant (milliseconds since 1970-01-01T00:00:00Z): 0 to 100000. */
export function partsAt(rollout: Schedule, now: number): number {
  if (typeof rollout === 'number') return rollout
  if (!isSteps(rollout)) return alongRamp(rollout, now)
  let parts = 0
  for (const step of rollout) {
    if (now < step.at) break
    parts = step.parts
  }
  return parts
}

export function isSteps(rollout: Schedule): rollout is Extract<Schedule, readonly unknown[]> {
  return Array.isArray(rollout)
}

// In floating point and in just this order, so that the database comes to the same number.
function alongRamp({ from, to, starts, ends }: SnapshotRamp, now: number): number {
  if (now <= starts) return from
  if (now >= ends) return to
  return from + Math.floor((to - from) * ((now - starts) / (ends - starts)))
}

/** Index of the variant whose share holds this bucket. */
export function weighed(weights: Weights, bucket: number): number {
  let end = 0
  for (const { variant, parts } of weights) {
    end += parts
    if (bucket < end) return variant
  }
  return weights.at(-1)!.variant
}

/** The variant that has everything, if one has: then no bucket is needed. */
export function undivided(weights: Weights): number | undefined {
  return weights.length === 1 ? weights[0]!.variant : undefined
}
