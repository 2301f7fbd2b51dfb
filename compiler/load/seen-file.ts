import { Failure } from '../diagnostics/failure.ts'
import type { SourceFile } from '../source/source.ts'

interface Disk {
  /** The text with this hash, or undefined when it is another by now. */
  again(hash: string): string | undefined
}

/** A file that was read before and has not changed since: it is read again when somebody wants to see its text. */
export class SeenFile implements SourceFile {
  readonly path: string
  readonly hash: string
  readonly #disk: Disk
  #text: string | undefined

  constructor(path: string, hash: string, disk: Disk) {
    this.path = path
    this.hash = hash
    this.#disk = disk
  }

  get text(): string {
    this.#text ??= this.#disk.again(this.hash)
    if (this.#text !== undefined) return this.#text
    throw new Failure(`\`${this.path}\` changed while it was being read`, { help: 'run the command again' })
  }
}
