import { hash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import type { Sightings } from '../source/document.ts'
import type { SourceFile } from '../source/source.ts'
import type { Entry } from './intake.ts'
import type { Reader, WasRead } from './reader.ts'
import { SeenFile } from './seen-file.ts'

/** Something that lies in a folder on disk, of which files are remembered. There are thousands, so it is no handful of closures. */
export class DiskEntry implements Entry {
  readonly path: string
  readonly kind: Entry['kind']
  readonly #full: string
  readonly #read: Reader
  readonly #sightings: Sightings
  #found: WasRead | undefined

  constructor(path: string, kind: Entry['kind'], full: string, read: Reader, sightings: Sightings) {
    this.path = path
    this.kind = kind
    this.#full = full
    this.#read = read
    this.#sightings = sightings
  }

  bytes(): Uint8Array {
    this.#found = this.#read(this.#full)
    return this.#found.bytes
  }

  /** The file, when it was read before and is the same. */
  recall(shownAs: string): { readonly bytes: number; readonly file: SourceFile } | undefined {
    const full = this.#full
    const stats = this.#sightings.has(full) ? lstatSync(full, { throwIfNoEntry: false }) : undefined
    const known = stats?.isFile() ? this.#sightings.recall(full, stats) : undefined
    if (!stats || known === undefined) return undefined
    return { bytes: stats.size, file: new SeenFile(shownAs, known, this) }
  }

  keep(text: Uint8Array): string {
    const { stats, at } = this.#found ?? this.#read(this.#full)
    return this.#sightings.keep(this.#full, stats, at, text)
  }

  /** The text with this hash, or undefined when it is another by now. */
  again(known: string): string | undefined {
    const bytes = this.#read(this.#full).bytes
    return hash('sha256', bytes) === known ? Buffer.from(bytes).toString('utf8') : undefined
  }
}
