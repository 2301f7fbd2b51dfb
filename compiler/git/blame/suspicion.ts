import type { Part } from '../../model/part.ts'
import type { Definition } from './definitions.ts'
import type { Field } from './fields.ts'
import type { Meaning } from './meaning.ts'

/** One field that somebody gave its value; what that value is never changes while the author is looked for. */
export interface Suspect {
  readonly name: string
  readonly field: Field
  readonly value: Meaning
  /** Where the assignment it speaks of stands in the list at the commit under suspicion. */
  at: number | undefined
  /** The merge at which it left the side of the base, where another value stood. */
  turned: string | undefined
}

/** A file that says something of a part. */
export interface Home {
  readonly path: string
  readonly definition: Definition
}

/** Commits in a row at which files that may hold a part cannot be read. */
export interface Gap {
  /** The commit that made them readable again. */
  readonly restored: string
  /** The commits in the gap that changed one of the files, the newest first. */
  readonly touched: readonly string[]
  readonly paths: ReadonlySet<string>
}

/** Fields of one part that may have got their values at one commit or before it. */
export interface Suspicion {
  readonly part: Part
  /** Where the part stands at the commit: nowhere, in one file, or by mistake in several. */
  readonly homes: readonly Home[]
  /** The definition that assignments are counted in: as it is at the commit, in a gap as it was after it. */
  readonly seen: Definition | undefined
  readonly gap: Gap | undefined
  readonly suspects: readonly Suspect[]
}

/** Everything that is under suspicion at one commit. */
export class Pending {
  /** Two suspicions of one part, when they differ in more than their fields. */
  readonly #parts = new Map<Part, Suspicion[]>()
  /** Parts by the files that they may stand in. */
  readonly #hidden = new Map<string, Set<Part>>()

  get size(): number {
    return this.#parts.size
  }

  *[Symbol.iterator](): Generator<Suspicion> {
    for (const list of this.#parts.values()) yield* list
  }

  has(part: Part): boolean {
    return this.#parts.has(part)
  }

  /** The parts that may stand in a file that cannot be read here. */
  hiddenIn(path: string): Iterable<Part> {
    return this.#hidden.get(path) ?? []
  }

  /** The parts that are not there, as far as the files can be read. */
  *absent(): Generator<Part> {
    for (const { part, homes } of this) if (homes.length === 0) yield part
  }

  take(part: Part): readonly Suspicion[] {
    const list = this.#parts.get(part) ?? []
    this.#parts.delete(part)
    for (const { gap } of list) for (const path of gap?.paths ?? []) this.#hidden.get(path)?.delete(part)
    return list
  }

  put(suspicion: Suspicion): void {
    const { part, gap, suspects } = suspicion
    const list = this.#parts.get(part)
    const alike = list?.find((one) => one.gap === gap && (one.seen === undefined) === (suspicion.seen === undefined))
    if (list && alike) list.splice(list.indexOf(alike), 1, { ...alike, suspects: alike.suspects.concat(suspects) })
    else if (list) list.push(suspicion)
    else this.#parts.set(part, [suspicion])
    for (const path of gap?.paths ?? []) this.#hidden.set(path, (this.#hidden.get(path) ?? new Set()).add(part))
  }
}

/** Both together; the larger one takes in the smaller, so that nothing is copied once for each commit. */
export function joined(a: Pending | undefined, b: Pending): Pending {
  if (!a) return b
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const suspicion of small) large.put(suspicion)
  return large
}
