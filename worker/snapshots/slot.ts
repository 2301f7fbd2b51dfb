import type { Finding } from './fetch.ts'
import { isPublished, type Loaded, replaces } from './loaded.ts'

/** What an isolate knows of one environment. Instants are in milliseconds since 1970-01-01T00:00:00Z. */
export interface Slot {
  current: Loaded | undefined
  /** When it was last looked at. */
  seenAt: number
  /** When KV last said that `current` is what is published; or, for a bundled one, that nothing is. */
  confirmedAt: number
  /** When KV is to be asked next. */
  dueAt: number
  /** Until when a look that began is waited for: it may have died with the request that began it. */
  busyUntil: number
  /** Looks in a row that did not confirm, and how many in all. */
  failures: number
  refusals: number
  /** Why the last look did not confirm. */
  problem: string | undefined
  /** The problems that were logged since the last swap. */
  readonly logged: Set<string>
  /** Whether the bundled one was tried. */
  floored: boolean
}

export function newSlot(): Slot {
  return {
    current: undefined,
    seenAt: -Infinity,
    confirmedAt: -Infinity,
    dueAt: -Infinity,
    busyUntil: -Infinity,
    failures: 0,
    refusals: 0,
    problem: undefined,
    logged: new Set(),
    floored: false,
  }
}

/** Where the clock was set back, what was to come is as near as before, and what was is as long ago. */
export function keepTime(slot: Slot, now: number): void {
  const back = slot.seenAt - now
  if (back > 0) {
    slot.confirmedAt -= back
    slot.dueAt -= back
    slot.busyUntil -= back
  }
  slot.seenAt = now
}

const second = 1000
const longest = 600 * second
const soon = 5 * second

/** Takes in what a look came to: one swap at most, and when the next look is due. */
export function settle(slot: Slot, finding: Finding, interval: number, now: number): void {
  const { loaded, absent = false, problem } = finding
  slot.busyUntil = -Infinity
  if (loaded && replaces(loaded, slot.current)) {
    if (loaded.plan !== slot.current?.plan) slot.logged.clear()
    slot.current = loaded
  }
  slot.problem = absent && isPublished(slot.current) ? 'the pointer is gone' : problem
  const fine = slot.problem === undefined && !(absent && slot.current === undefined)
  if (fine) slot.confirmedAt = now
  else if (slot.problem !== undefined) slot.refusals += 1
  slot.failures = fine ? 0 : slot.failures + 1
  slot.dueAt = now + (fine ? interval : backOff(slot, finding, interval)) * (0.8 + 0.4 * Math.random())
}

/** Quick while nothing from KV is there to answer from and for what is likely to pass, and else slower with every time. */
function backOff({ current, failures }: Slot, { absent, passing }: Finding, interval: number): number {
  const doubled = 2 ** Math.min(failures - 1, 20)
  if (!isPublished(current)) return Math.min(second * doubled, Math.max(interval, 30 * second))
  if (absent || passing) return Math.min(soon * doubled, interval)
  return Math.min(interval * doubled, Math.max(longest, interval))
}
