import type { Entry } from './entry.ts'
import { wayOf } from './moved.ts'

/** So many users are followed before it is put down, entry by entry, how they move: what is kept of one entry lies close together. */
const together = 32

/** How the users who were followed last move, by entry. */
export class Batch {
  readonly #entries: readonly Entry[]
  readonly #users: number
  /** Entry by entry, the ways of all users, counted from 1. */
  readonly #ways: Uint32Array
  #first = 0
  #nth = 0

  /** @param users how many will be followed in all */
  constructor(entries: readonly Entry[], users: number) {
    this.#entries = entries
    this.#users = users
    this.#ways = new Uint32Array(entries.length * together)
  }

  /** The user who is being followed, counted from 0. */
  get user(): number {
    return this.#first + this.#nth
  }

  /** @param index of the entry */
  add(index: number, from: number, to: number): void {
    this.#ways[index * together + this.#nth] = wayOf(from, to) + 1
  }

  /** Goes on to the next user. */
  next(): void {
    this.#nth += 1
    if (this.#nth === together || this.user === this.#users) this.#flush()
  }

  #flush(): void {
    for (const [index, { moved }] of this.#entries.entries())
      for (let nth = 0; nth < this.#nth; nth += 1) {
        const way = this.#ways[index * together + nth]!
        if (way > 0) moved.add(this.#first + nth, way - 1, this.#users)
      }
    this.#ways.fill(0)
    this.#first += this.#nth
    this.#nth = 0
  }
}
