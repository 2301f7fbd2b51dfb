import type { Environment, Flag, Group } from '../../model/model.ts'
import type { Place } from '../../source/source.ts'

/** One small change, and what it makes of a thing. */
export interface Change<T> {
  readonly becomes: T
  /** What is changed, as `removing this assignment`. */
  readonly words: string
  readonly place: Place
}

/** A change of one flag or one group. */
export type Mutant = {
  readonly words: string
  readonly place: Place
  /** The only environment in which it can change an answer; undefined: any. */
  readonly environment: Environment | undefined
} & ({ readonly flag: Flag; readonly group?: undefined } | { readonly group: Group; readonly flag?: undefined })

/** The changes of a part as changes of the whole. */
export function* lifted<T, U>(changes: Iterable<Change<T>>, into: (part: T) => U): Generator<Change<U>> {
  for (const { becomes, words, place } of changes) yield { becomes: into(becomes), words, place }
}

export function without<T>(list: readonly T[], index: number): T[] {
  return list.toSpliced(index, 1)
}

export const day = 86_400_000
