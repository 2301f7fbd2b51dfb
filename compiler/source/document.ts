import type { Path, SourceFile } from './source.ts'

/** What a file says, after parsing. */
export interface Document {
  readonly file: SourceFile
  /** Plain maps, lists and scalars; undefined for a file that is empty or broken. */
  readonly value: unknown
  /** Nothing of the file can be trusted: any name may have stood in it. */
  readonly broken: boolean
  /** Things inside a readable file that have an error already: nobody should judge them again. */
  readonly damaged: readonly Path[]
}
