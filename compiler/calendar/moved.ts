import type { TimedMove } from '../model/upcoming.ts'
import { UserSet } from '../model/user-set.ts'

/** A user who moves at an instant of their own. */
interface Passing {
  readonly user: number
  readonly at: number
}

/** More variants than a snapshot allows a flag. */
const base = 0x10000

/**
 * The users who get another variant, users and variants by number. Ten thousand flags may move ten thousand users each, so
 * a user costs one bit, and names are put to them only when somebody asks.
 */
export class Moved {
  /** By the variants moved from and to. */
  readonly #together = new Map<number, UserSet>()
  readonly #passing = new Map<number, Passing[]>()
  /** Where the last one was put: the next one mostly goes the same way. */
  #way = -1
  #set = new UserSet(0)

  /** Moves at the instant of the entry. @param users how many there are in all */
  add(user: number, from: number, to: number, users: number): void {
    const way = from * base + to
    if (way !== this.#way) {
      this.#way = way
      this.#set = this.#together.get(way) ?? new UserSet(users)
      this.#together.set(way, this.#set)
    }
    this.#set.add(user)
  }

  /** Moves at an instant along a ramp. */
  pass(user: number, from: number, to: number, at: number): void {
    const way = from * base + to
    const known = this.#passing.get(way)
    if (known) known.push({ user, at })
    else this.#passing.set(way, [{ user, at }])
  }

  get isEmpty(): boolean {
    return this.#together.size === 0 && this.#passing.size === 0
  }

  /** Gains first, then switches, then losses. @param off which of the variants counts as not having the flag */
  moves(users: readonly string[], variants: readonly string[], off: number): TimedMove[] {
    const ends = (way: number): Pick<TimedMove, 'kind' | 'from' | 'to'> => {
      const [from, to] = [Math.floor(way / base), way % base]
      return {
        kind: from === off ? 'gains' : to === off ? 'loses' : 'switches',
        from: variants[from],
        to: variants[to],
      }
    }
    const together = [...this.#together].map(([way, set]) => ({
      ...ends(way),
      count: set.count,
      get users() {
        return Array.from(set.places(), (place) => users[place] ?? '')
      },
    }))
    const passing = [...this.#passing].map(([way, passed]) => ({
      ...ends(way),
      count: passed.length,
      users: passed.map(({ user }) => users[user] ?? ''),
      when: passed.map(({ at }) => at),
    }))
    return [...together, ...passing].sort((a, b) => order[a.kind] - order[b.kind])
  }
}

const order = { gains: 0, switches: 1, loses: 2 } as const
