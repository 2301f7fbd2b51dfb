import { choices } from '../diagnostics/prose.ts'
import type { Flag } from '../model/model.ts'
import { didYouMean } from '../source/suggest.ts'

/** The variants of one flag by name. A search for what was meant looks at all, so only the first hundred get one. */
export class VariantNames {
  readonly #names: ReadonlySet<string>
  #suggestions = 0

  constructor(flag: Flag) {
    this.#names = new Set(flag.variants.map(({ name }) => name))
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  /** What to do about a name that is not there. */
  help(name: string): string {
    this.#suggestions += 1
    const near = this.#suggestions > 100 ? undefined : didYouMean(name, this.#names)
    return near ?? `it has ${choices([...this.#names])}`
  }
}
