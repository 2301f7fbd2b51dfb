import { evaluateAll } from '../../worker/evaluate/bulk.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Move } from '../model/impact.ts'
import type { Pair } from './pair.ts'
import { Tally } from './tally.ts'

/** So many users are asked before their answers are counted flag by flag: what is said of one flag then lies close together. */
const together = 64

/**
 * Whom each flag serves another answer than before, asked of the evaluator for every user, of whom nothing but the key is known.
 * @param step awaited after each user
 * @returns in the order of the pairs
 */
export async function knownUsers(
  pairs: readonly Pair[],
  users: readonly string[],
  at: number,
  step: () => Promise<void>,
): Promise<(readonly Move[])[]> {
  const tallies = pairs.map((pair) => new Tally(pair, users))
  const [before, after] = (['before', 'after'] as const).map((side) => new Answers(pairs, side, at)) as [
    Answers,
    Answers,
  ]
  for (let first = 0; first < users.length; first += together) {
    const count = Math.min(together, users.length - first)
    for (let nth = 0; nth < count; nth += 1) {
      before.ask(nth, users[first + nth]!)
      after.ask(nth, users[first + nth]!)
      await step()
    }
    for (let pair = 0; pair < tallies.length; pair += 1)
      tallies[pair]!.count(first, before.of(pair).subarray(0, count), after.of(pair))
  }
  return tallies.map((tally) => tally.moves())
}

/** How the flags of one side end for some users. */
class Answers {
  readonly #plan: Plan | undefined
  readonly #at: number
  /** Of the flags in the plan; where a flag is not there, any will do. */
  readonly #indexes: Uint32Array
  /** Pair by pair, those of all users. */
  readonly #codes: Uint16Array

  constructor(pairs: readonly Pair[], side: 'before' | 'after', at: number) {
    this.#plan = pairs.find((pair) => pair[side])?.[side]?.plan
    this.#at = at
    this.#indexes = Uint32Array.from(pairs, (pair) => pair[side]?.index ?? 0)
    this.#codes = new Uint16Array(pairs.length * together)
  }

  ask(nth: number, targetingKey: string): void {
    if (!this.#plan) return
    const codes = evaluateAll(this.#plan, { targetingKey }, this.#at)
    for (let pair = 0; pair < this.#indexes.length; pair += 1)
      this.#codes[pair * together + nth] = codes[this.#indexes[pair]!]!
  }

  of(pair: number): Uint16Array {
    return this.#codes.subarray(pair * together, (pair + 1) * together)
  }
}
