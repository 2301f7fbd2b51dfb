import type { Chances } from '../../impact/chances.ts'

/** What contexts were expected to get, and what they got. */
export class Tally {
  contexts = 0
  /** False once a chance was too hard to work out. */
  exact = true
  readonly #counts = new Map<string | undefined, number>()
  readonly #expected = new Map<string | undefined, number>()
  readonly #variance = new Map<string | undefined, number>()

  /** @param variant what a context got; undefined: no answer, for want of a key */
  add(variant: string | undefined, chances: Chances | undefined): void {
    this.contexts += 1
    this.#counts.set(variant, (this.#counts.get(variant) ?? 0) + 1)
    if (!chances) this.exact = false
    for (const [name, chance] of chances ?? []) {
      this.#expected.set(name, (this.#expected.get(name) ?? 0) + chance)
      this.#variance.set(name, (this.#variance.get(name) ?? 0) + chance * (1 - chance))
    }
  }

  of(variant: string | undefined): Share {
    const count = this.#counts.get(variant) ?? 0
    const expected = this.exact ? (this.#expected.get(variant) ?? 0) : undefined
    const deviation = Math.sqrt(this.#variance.get(variant) ?? 0)
    const standardErrors = expected === undefined || deviation < 1e-9 ? undefined : (count - expected) / deviation
    return {
      count,
      simulated: this.contexts === 0 ? 0 : count / this.contexts,
      exact: expected === undefined ? undefined : this.contexts === 0 ? 0 : expected / this.contexts,
      standardErrors,
    }
  }

  has(variant: string | undefined): boolean {
    return this.#counts.has(variant) || this.#expected.has(variant)
  }
}

/** Shares are from 0 to 1. */
export interface Share {
  readonly count: number
  readonly simulated: number
  /** Undefined when it was too hard to work out. */
  readonly exact: number | undefined
  /** How far count and expectation are apart; undefined when nothing is left to chance. */
  readonly standardErrors: number | undefined
}
