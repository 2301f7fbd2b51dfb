import type { Part } from '../../model/part.ts'
import { same } from './meaning.ts'
import type { Pending, Suspicion } from './suspicion.ts'

/** The commit that gave a field its value. */
export interface Blame {
  readonly commit: string
  /** Grows from parents to children, from 1. */
  readonly order: number
  /** Other commits in a row at which the file could not be read: one of them may have made the change. */
  readonly contributors: readonly string[]
}

/** The authors found so far. */
export class Verdicts {
  readonly blamed = new Map<Part, Map<string, Blame>>()
  readonly #orders = new Map<string, number>()

  /** Has to be told of a commit before it is blamed. */
  number(commit: string, order: number): void {
    this.#orders.set(commit, order)
  }

  blame(
    { part, suspects }: Pick<Suspicion, 'part' | 'suspects'>,
    commit: string,
    touched: readonly string[] = [],
  ): void {
    const contributors = [...new Set(touched)].filter((one) => one !== commit)
    const verdict: Blame = { commit, order: this.#orders.get(commit) ?? 0, contributors }
    let fields = this.blamed.get(part)
    if (!fields) this.blamed.set(part, (fields = new Map()))
    for (const { name } of suspects) fields.set(name, verdict)
  }

  /** What a root has, it began; what it has not, nobody took away. */
  atRoot(commit: string, pending: Pending): void {
    for (const { part, gap, suspects } of pending) {
      const begun = suspects.filter(({ value, field }) => !same(value, field(undefined, undefined)))
      if (begun.length === 0) continue
      const touched = gap ? [...gap.touched, commit] : []
      this.blame({ part, suspects: begun }, gap?.restored ?? commit, touched)
    }
  }

  /** What leaves the range elsewhere than at the base was taken from there by a merge, over what the base had. */
  outside({ part, suspects }: Pick<Suspicion, 'part' | 'suspects'>): void {
    for (const suspect of suspects)
      if (suspect.turned !== undefined) this.blame({ part, suspects: [suspect] }, suspect.turned)
  }
}
