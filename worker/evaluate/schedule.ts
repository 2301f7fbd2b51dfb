import type { Prepared } from './prepared.ts'

/** A half-open stretch of time, `[starts, expires)`, in milliseconds since 1970-01-01T00:00:00Z; an absent end is endless. */
export interface Window {
  readonly starts: number | undefined
  readonly expires: number | undefined
}

/** Open at exactly `starts`, shut at exactly `expires`: windows that touch neither overlap nor leave a gap. */
export function isOpen({ starts, expires }: Window, now: number): boolean {
  return (starts === undefined || now >= starts) && (expires === undefined || now < expires)
}

/**
 * The next instant after `now` at which an answer can change by the clock alone, in milliseconds since
 * 1970-01-01T00:00:00Z; undefined when none can. Windows that lie behind their flag's own end do not count.
 */
export function nextChange(prepared: Prepared, now: number): number | undefined {
  let next = Infinity
  for (const flag of prepared.flags) {
    const end = flag.expires ?? Infinity
    if (flag.stopped !== undefined || now >= end) continue
    if (end < next) next = end
    for (const { starts = -Infinity, expires = Infinity } of flag.assignments) {
      if (starts >= expires) continue
      const boundary = now < starts ? starts : expires
      if (boundary > now && boundary < end && boundary < next) next = boundary
    }
  }
  return next === Infinity ? undefined : next
}
