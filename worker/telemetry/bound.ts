interface Window {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  since: number
  passed: number
  leftOut: number
}

/** How many events of a kind pass in how many milliseconds. */
const most = 10
const period = 10_000

const windows = new Map<string, Window>()

/**
 * Holds back what comes too often, each kind by itself: no flood of one hides another, or costs more than it is worth.
 *
 * @param kind one of few
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns undefined when the event is to be left out, else how many of its kind were before it
 */
export function passes(kind: string, now: number): number | undefined {
  const window = windows.get(kind) ?? { since: now, passed: 0, leftOut: 0 }
  windows.set(kind, window)
  if (now - window.since >= period || now < window.since) {
    window.since = now
    window.passed = 0
  }
  if (window.passed >= most) {
    window.leftOut += 1
    return undefined
  }
  window.passed += 1
  const { leftOut } = window
  window.leftOut = 0
  return leftOut
}
