import type { Code } from '../../worker/evaluate/code.ts'
import type { Move } from '../model/impact.ts'
import { type Answer, kindOf } from './answer.ts'
import { answerAt, type Pair } from './pair.ts'
import { UserSet } from './user-set.ts'

interface Moved extends Pick<Move, 'kind' | 'from' | 'to'> {
  readonly set: UserSet
}

const kinds = ['gains', 'loses', 'switches']

/** Who of the known users is served another answer by one flag. Keeps sets of users, not answers. */
export class Tally {
  readonly #pair: Pair
  readonly #users: readonly string[]
  readonly #moved = new Map<string, Moved>()
  /** Both codes in one number; few of them occur, so that looking them through is quicker than a Map. */
  readonly #codes: number[] = []
  readonly #sets: (UserSet | undefined)[] = []

  /** @param users all of them, sorted */
  constructor(pair: Pair, users: readonly string[]) {
    this.#pair = pair
    this.#users = users
  }

  /** @param first the place of the first user among all; codes of users who follow each other, any where the flag is not there */
  count(first: number, before: Uint16Array, after: Uint16Array): void {
    const codes = this.#codes
    let seen = 0
    for (let at = 0; at < before.length; at += 1) {
      const both = before[at]! * 0x1_0000 + after[at]!
      if (both !== codes[seen]) seen = this.#find(both, before[at]!, after[at]!)
      this.#sets[seen]?.add(first + at)
    }
  }

  /** Those who gain the flag, then those who lose it, then the others; many before few. */
  moves(): Move[] {
    const users = this.#users
    return Array.from(this.#moved.values(), ({ set, ...move }) => ({
      ...move,
      count: set.count,
      get users() {
        return Array.from(set.places(), (place) => users[place] as string)
      },
    })).sort(
      (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : 1),
    )
  }

  #find(both: number, before: Code, after: Code): number {
    const known = this.#codes.indexOf(both)
    if (known !== -1) return known
    this.#sets.push(this.#setOf(before, after))
    return this.#codes.push(both) - 1
  }

  #setOf(before: Code, after: Code): UserSet | undefined {
    const [old, now] = [answerAt(this.#pair.before, before), answerAt(this.#pair.after, after)]
    const kind = kindOf(old, now)
    return kind && this.#moving(kind, old, now)
  }

  /** Codes that differ in nothing but the reason are one move. */
  #moving(kind: Move['kind'], { variant: from }: Answer, { variant: to }: Answer): UserSet {
    const name = nameOf({ kind, from, to })
    const known = this.#moved.get(name) ?? { kind, from, to, set: new UserSet(this.#users.length) }
    this.#moved.set(name, known)
    return known.set
  }
}

function nameOf({ kind, from, to }: Pick<Move, 'kind' | 'from' | 'to'>): string {
  return JSON.stringify([kind, to ?? null, from ?? null])
}
