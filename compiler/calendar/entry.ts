import type { Flag } from '../model/model.ts'
import type { Cause } from './cause.ts'
import type { Family } from './family.ts'
import { Moved } from './moved.ts'

/** What is known of a flag at an instant while the calendar of one environment is made. */
export interface Entry {
  readonly flag: Flag
  /** Milliseconds since 1970-01-01T00:00:00Z; of a ramp, its start, though that may lie before the stretch that is asked for. */
  readonly at: number
  /** What happens to the flag itself. */
  readonly causes: Cause[]
  /** Its answers, or those of a flag that it depends on, may change at this very instant. */
  isSudden: boolean
  /** The last end of the ramps that start at this instant, its own or those of flags that it depends on. */
  slopesUntil: number | undefined
  /** Filled as users are followed. */
  readonly moved: Moved
}

/** The entries of one environment, each made when it is first asked for. */
export class Entries {
  readonly #entries = new Map<number, Map<Flag, Entry>>()

  of(flag: Flag, at: number): Entry {
    let there = this.#entries.get(at)
    if (!there) this.#entries.set(at, (there = new Map()))
    let entry = there.get(flag)
    if (!entry) {
      entry = { flag, at, causes: [], isSudden: false, slopesUntil: undefined, moved: new Moved() }
      there.set(flag, entry)
    }
    return entry
  }

  find(flag: Flag, at: number): Entry | undefined {
    return this.#entries.get(at)?.get(flag)
  }

  /** Oldest first, and every flag behind its parents. */
  inOrder(family: Family): Entry[] {
    const instants = [...this.#entries].sort(([a], [b]) => a - b)
    return instants.flatMap(([, there]) => family.sorted(there.keys()).map((flag) => there.get(flag) as Entry))
  }
}
