import type { Flag } from '../model/model.ts'
import type { Entry } from './entry.ts'
import type { Timeline } from './timeline.ts'

/** The instants just before and just after what an entry tells of, in milliseconds since 1970-01-01T00:00:00Z. */
export interface Span {
  readonly before: number
  /** Along a ramp, its end, or the end of the stretch if that is earlier. */
  readonly after: number
}

/** What entries span, and what else lies in there. */
export class Spans {
  readonly #timeline: Timeline
  readonly #byFlag: ReadonlyMap<Flag, readonly Entry[]>

  constructor(timeline: Timeline, entries: readonly Entry[]) {
    this.#timeline = timeline
    this.#byFlag = Map.groupBy(entries, ({ flag }) => flag)
  }

  of({ at, slopesUntil = at }: Entry): Span {
    const { from, until } = this.#timeline.stretch
    return { before: Math.max(at, from) - 1, after: Math.min(slopesUntil, until - 1) }
  }

  /** False where something else happens to the flag along a ramp, so that not all that changes is the ramp's doing. */
  isClear(entry: Entry): boolean {
    const { at, slopesUntil } = entry
    if (slopesUntil === undefined) return true
    const { after } = this.of(entry)
    return !this.#byFlag.get(entry.flag)?.some((other) => {
      if (other === entry) return false
      const isMeanwhile = other.isSudden && other.at > at && other.at <= after
      const isBeside = other.slopesUntil !== undefined && other.at <= after && other.slopesUntil >= at
      return isMeanwhile || isBeside
    })
  }
}
