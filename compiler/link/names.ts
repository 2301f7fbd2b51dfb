import type { Problem } from '../diagnostics/diagnostic.ts'
import { enumerate } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Declaration } from '../model/declarations.ts'
import type { Located, Place } from '../source/source.ts'
import { didYouMean } from '../source/suggest.ts'
import { duplicateDeclaration } from './problems/duplicate-declaration.ts'

export interface Naming {
  /** What is named: `environment`, `user`, `group`, `attribute` or `flag`. */
  readonly noun: string
  readonly unknown: Problem
  /** Names whose definition is broken: nobody complains that they are unknown. */
  readonly broken: ReadonlySet<string>
  /** True when any name may have stood in a file that could not be read. */
  readonly anyName: boolean
  /** What stands behind a name in a declaration with nothing special in it. */
  readonly example?: string
}

/** How to say that a name is unknown, when the caller knows better than the table. */
export interface Wording {
  readonly problem?: Problem
  readonly message?: string
  readonly help?: string | undefined
}

/** The names of one kind of thing, and what they stand for. */
export class Names<T extends { readonly declared: Located<unknown> }> {
  /** In reading order. */
  readonly things = new Map<string, T>()
  readonly #naming: Naming
  readonly #report: Report
  readonly #suggestions = new Map<string, string | undefined>()
  readonly #lost = new Set<string>()

  constructor(naming: Naming, report: Report) {
    this.#naming = naming
    this.#report = report
  }

  /** Gives a thing its name; the first declaration of a name keeps it, and false comes back for the others. */
  declare({ key, declared }: Declaration<unknown>, thing: T): boolean {
    const first = this.things.get(key)
    if (!first) {
      this.things.set(key, thing)
      return true
    }
    this.#report.add(duplicateDeclaration, {
      message: `the ${this.#naming.noun} \`${key}\` is declared twice`,
      where: declared.keyAt(),
      related: [{ message: 'first declared here', where: first.declared.keyAt() }],
      help: 'keep one of the two, or give one another key',
    })
    return false
  }

  /** A declaration that had to be left out: its name is known, and nobody is told that it is not. */
  lose(key: string): void {
    this.#lost.add(key)
  }

  /** The thing of that name. When there is none it is reported at `place`, unless the name is known to be broken. */
  find(name: string, place: Place, word?: (name: string) => Wording): T | undefined {
    const thing = this.things.get(name)
    if (thing || this.#naming.anyName || this.#naming.broken.has(name) || this.#lost.has(name)) return thing
    const { noun, unknown } = this.#naming
    const wording = word?.(name) ?? {}
    this.#report.add(wording.problem ?? unknown, {
      message: wording.message ?? `there is no ${noun} \`${name}\``,
      where: place,
      help: wording.help ?? this.#didYouMean(name) ?? this.#declareIt(name),
    })
    return undefined
  }

  /** A search looks at every name, so a file full of wrong names gets no more than its first hundred suggestions. */
  #didYouMean(name: string): string | undefined {
    if (!this.#suggestions.has(name) && this.#suggestions.size < 100)
      this.#suggestions.set(name, didYouMean(name, [...this.things.keys()]))
    return this.#suggestions.get(name)
  }

  #declareIt(name: string): string {
    const { noun, example = '{}' } = this.#naming
    const known = this.things.size > 8 ? [] : [...this.things.keys()]
    if (known.length === 1) return `the only ${noun} is ${enumerate(known)}`
    if (known.length > 1) return `the ${noun}s are ${enumerate(known, 8)}`
    return `declare it under \`${noun}s:\`, as \`${name}: ${example}\``
  }
}
