import { Failure } from '../diagnostics/failure.ts'
import type { SourceFile } from '../source/source.ts'

/** A file that was read before and has not changed since: it is read again when somebody wants to see its text. */
export class SeenFile implements SourceFile {
  readonly path: string
  readonly hash: string
  readonly #read: (hash: string) => string | undefined
  #text: string | undefined

  /** `read` gives the text, or undefined when it is another by now. */
  constructor(path: string, hash: string, read: (hash: string) => string | undefined) {
    this.path = path
    this.hash = hash
    this.#read = read
  }

  get text(): string {
    this.#text ??= this.#read(this.hash)
    if (this.#text !== undefined) return this.#text
    throw new Failure(`\`${this.path}\` changed while it was being read`, { help: 'run the command again' })
  }
}
