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
  /** The value leaves out something that is written: what an alias or `<<` stands for, a key that stands there twice. */
  readonly partial?: boolean
  /** Read and judged before, and nothing was said about it: nobody needs to judge it again. */
  readonly judged?: true
}

/** What the disk says of a file without reading it. */
export interface FileStats {
  readonly size: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly ino: number
  readonly dev: number
}

/** The files on disk that were read before. It only ever saves reading: a file it knows holds what it held then. */
export interface Sightings {
  /** Is there anything to compare a file with? Asking the disk about each file takes time. */
  has(path: string): boolean
  /** SHA-256 of the text of a file that is for certain the one that was read; undefined when there is any doubt. */
  recall(path: string, stats: FileStats): string | undefined
  /**
   * Keeps that this text was read after the disk had said this; `at` is when it was asked, in milliseconds since
   * 1970-01-01T00:00:00Z. Returns the SHA-256 of the text in hexadecimal digits.
   */
  keep(path: string, stats: FileStats, at: number, text: Uint8Array): string
}

/** What earlier compilations found out about texts. It only ever saves time: without it every answer is the same. */
export interface Memory {
  /** The document of a file with this very text that was kept before, or undefined. */
  recall(file: SourceFile): Document | undefined
  /** Keeps documents about which, after parse and validate, there is nothing to say. */
  keep(documents: readonly Document[]): void
}
