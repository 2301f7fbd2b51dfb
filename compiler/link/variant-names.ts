import { enumerate, quote } from '../diagnostics/prose.ts'
import type { Flag, Variant } from '../model/model.ts'
import { didYouMean } from '../source/suggest.ts'

/** The variants of one flag by name. A search for what was meant looks at all, so only the first hundred get one. */
export class VariantNames {
  readonly #names: ReadonlySet<string>
  readonly #flag: Flag
  #suggestions = 0

  constructor(flag: Flag) {
    this.#flag = flag
    this.#names = new Set(flag.variants.map(({ name }) => name))
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  /** What to do about a name that is not there. */
  help(name: string): string {
    this.#suggestions += 1
    const near = this.#suggestions > 100 ? undefined : didYouMean(name, this.#names)
    return namedByValue(name, this.#flag.variants) ?? near ?? `it has ${enumerate([...this.#names], 8)}`
  }
}

/** `did you mean …?`, when the text is the value of a variant. */
export function namedByValue(text: string, variants: readonly Variant[]): string | undefined {
  const meant = variants.find(({ json }) => json === JSON.stringify(text) || json === text)
  return meant && `did you mean ${quote(meant.name)}, whose value it is?`
}
