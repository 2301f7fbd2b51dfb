import type { TimedMove } from '../model/upcoming.ts'

/** A user who moves at an instant of their own. */
interface Passing {
  readonly user: number
  readonly at: number
}

interface Together {
  readonly bits: Uint32Array
  count: number
}

/** As many variants as a snapshot allows a flag. */
const base = 0x1000

/** From one variant to another, both by number, as one number. */
export function wayOf(from: number, to: number): number {
  return from * base + to
}

/**
 * The users who get another variant, by number. Ten thousand flags may move ten thousand users each, so a user costs one bit,
 * and names are put to them only when somebody asks.
 */
export class Moved {
  readonly #together = new Map<number, Together>()
  readonly #passing = new Map<number, Passing[]>()

  /** Moves at the instant of the entry, and is added once. @param users how many there are in all */
  add(user: number, way: number, users: number): void {
    let there = this.#together.get(way)
    if (!there) this.#together.set(way, (there = { bits: new Uint32Array((users + 31) >>> 5), count: 0 }))
    there.bits[user >>> 5]! |= 1 << (user & 31)
    there.count += 1
  }

  /** Moves at an instant along a ramp. */
  pass(user: number, way: number, at: number): void {
    const known = this.#passing.get(way)
    if (known) known.push({ user, at })
    else this.#passing.set(way, [{ user, at }])
  }

  get isEmpty(): boolean {
    return this.#together.size === 0 && this.#passing.size === 0
  }

  /** Those who gain the flag, then those who lose it, then the others. @param off which of the variants is off */
  moves(users: readonly string[], variants: readonly string[], off: number): TimedMove[] {
    const ends = (way: number): Pick<TimedMove, 'kind' | 'from' | 'to'> => {
      const [from, to] = [Math.floor(way / base), way % base]
      return {
        kind: from === off ? 'gains' : to === off ? 'loses' : 'switches',
        from: variants[from],
        to: variants[to],
      }
    }
    const together = [...this.#together].map(([way, { bits, count }]) => ({
      ...ends(way),
      count,
      get users() {
        return users.filter((_, user) => (bits[user >>> 5]! & (1 << (user & 31))) !== 0)
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

const order = { gains: 0, loses: 1, switches: 2 } as const
