import { whole } from '../../worker/evaluate/bucket.ts'
import { partsAt } from '../../worker/evaluate/rollout.ts'
import type { Ramp, Rollout } from './rollout.ts'

/** Thousandths of a percent as people read them: `12.5 %`. */
export function percentage(parts: number): string {
  return `${parts / 1000} %`
}

/** A part of 1 as people read it, to the thousandth of a percent that rollouts can say. */
export function shareInWords(share: number): string {
  const percent = Number((share * 100).toFixed(3))
  return share > 0 && percent === 0 ? 'under 0.001 %' : `${percent} %`
}

/** True when a rollout lets everybody in all through a stretch of time; no rollout does. */
export function letsAllIn(rollout: Rollout | undefined, stretch: Stretch): boolean {
  return rollout === undefined || sharesDuring(rollout, stretch).least === whole
}

/** A half-open stretch of time, in milliseconds since 1970-01-01T00:00:00Z; either end may be infinite. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

/** More steps than anybody writes: two longer schedules are not compared. */
const mostCuts = 200

/** The smallest and the largest share of a rollout in a stretch of time, in thousandths of a percent. */
export function sharesDuring(rollout: Rollout, { from, until }: Stretch): { least: number; most: number } {
  const shares = [shareAt(rollout, from), shareAt(rollout, until - 1)]
  if (rollout.kind === 'steps')
    for (const { at, parts } of rollout.steps) if (at > from && at < until) shares.push(parts)
  return {
    least: shares.reduce((a, b) => Math.min(a, b)),
    most: shares.reduce((a, b) => Math.max(a, b)),
  }
}

/** True when a rollout lets in nobody whom the other, by the same buckets, would not let in at the same instant. */
export function staysWithin(inner: Rollout, outer: Rollout, { from, until }: Stretch): boolean {
  const cuts = [...changesOf(inner), ...changesOf(outer)].filter((at) => at > from && at < until)
  if (cuts.length > mostCuts) return false
  if (JSON.stringify(scheduleOf(inner)) === JSON.stringify(scheduleOf(outer))) return true
  const starts = [...new Set([from, ...cuts])].sort((a, b) => a - b)
  return starts.every((start, index) => {
    const stretch = { from: start, until: starts[index + 1] ?? until }
    return sharesDuring(inner, stretch).most <= sharesDuring(outer, stretch).least
  })
}

/** The share at an instant, as the evaluator counts it. */
export function shareAt(rollout: Rollout, at: number): number {
  return partsAt(scheduleOf(rollout), at)
}

/**
 * The first instant after `since` at which a bucket is on the other side of a ramp than before: taken in, or, where the ramp
 * goes down, left out. Undefined when it stays where it is.
 */
export function passesAt(ramp: Ramp, bucket: number, since: number): number | undefined {
  const { from, to, starts, ends } = ramp
  const schedule = scheduleOf(ramp)
  const isIn = (at: number): boolean => partsAt(schedule, at) > bucket
  let before = Math.max(since, starts.at)
  let after = ends.at
  const first = isIn(before)
  if (before >= after || isIn(after) === first) return undefined
  // About here, but for what floating point loses.
  const near = Math.round(starts.at + ((bucket + 1 - from) / (to - from)) * (ends.at - starts.at))
  if (near - 2 > before && isIn(near - 2) === first) before = near - 2
  if (near + 2 < after && isIn(near + 2) !== first) after = near + 2
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isIn(middle) === first) before = middle
    else after = middle
  }
  return after
}

function scheduleOf(rollout: Rollout): Parameters<typeof partsAt>[0] {
  if (rollout.kind === 'fixed') return rollout.parts
  if (rollout.kind === 'steps') return rollout.steps.map(({ at, parts }) => ({ at, parts }))
  return { from: rollout.from, to: rollout.to, starts: rollout.starts.at, ends: rollout.ends.at }
}

/** The instants at which the line of shares has a step or a bend. */
function changesOf(rollout: Rollout): number[] {
  if (rollout.kind === 'fixed') return []
  return rollout.kind === 'steps' ? rollout.steps.map(({ at }) => at) : [rollout.starts.at, rollout.ends.at]
}
