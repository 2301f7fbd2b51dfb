import type { Part } from '../../model/part.ts'
import { readObjects } from '../objects.ts'
import type { Repository } from '../repository.ts'
import { type Definition, type Definitions, definitionsIn } from './definitions.ts'
import { isOneEntry, piecesOf } from './pieces.ts'

/** Reads the YAML of one file; `partial` when the value leaves out something that is written. */
export type ReadYaml = (text: string) => {
  readonly value: unknown
  readonly broken: boolean
  readonly partial?: boolean
}

/** What a version of a file says of the parts that are asked for, or that nobody can read it. */
export type Reading = Definitions | 'broken'

/** No larger file is taken in by the compiler either. */
const largest = 2 ** 20
/** A shorter file is parsed in less time than it is taken apart. */
const short = 2000
const [mostAtOnce, bytesAtOnce, mostHeld] = [4000, 2 ** 23, 2 ** 25]

/** The versions of files, read in batches, parsed when somebody asks, and kept while there is room. */
export class Blobs {
  readonly #repository: Repository
  readonly #readYaml: ReadYaml
  readonly #isAsked: (part: Part) => boolean
  readonly #known = new Map<string, Reading>()
  readonly #unread = new Map<string, Buffer>()
  readonly #pieces = new Map<string, Definitions>()
  readonly #lengths = new Map<string, number>()
  #held = 0
  #pieceLengths = 0
  #sizes = { blobs: 1, bytes: 1024 }

  constructor(repository: Repository, readYaml: ReadYaml, isAsked: (part: Part) => boolean) {
    this.#repository = repository
    this.#readYaml = readYaml
    this.#isAsked = isAsked
  }

  /** How many versions to fetch at once, going by those before: some are short, some hold a hundred thousand users. */
  get handful(): number {
    return Math.max(2, Math.min(mostAtOnce, Math.floor((bytesAtOnce * this.#sizes.blobs) / this.#sizes.bytes)))
  }

  /** After this, the others know these. */
  async load(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#known.has(id) && !this.#unread.has(id))
    for (let start = 0, count = 0; start < missing.length; start += count) {
      count = this.handful
      const some = missing.slice(start, start + count)
      for await (const [id, bytes] of readObjects(this.#repository, some, count)) {
        this.#sizes = { blobs: this.#sizes.blobs + 1, bytes: this.#sizes.bytes + bytes.length }
        this.#unread.set(id, bytes)
        this.#lengths.set(id, bytes.length)
        this.#held += bytes.length
      }
    }
  }

  /** A version that was loaded; one that the repository does not hold cannot be read. */
  get(id: string): Reading {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const bytes = this.#unread.get(id)
    if (!bytes) return 'broken'
    this.#unread.delete(id)
    const reading = this.#parse(bytes)
    this.#known.set(id, reading)
    return reading
  }

  /** The same for who looks for a few words: undefined when none of them stands in the file, which then is not parsed. */
  find(id: string, words: readonly Buffer[]): Reading | undefined {
    const bytes = this.#unread.get(id)
    return bytes && !words.some((word) => bytes.includes(word)) ? undefined : this.get(id)
  }

  /** These are hardly needed any more. They go when there are too many; a list that stays the same object is compared faster. */
  pass(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.#held <= mostHeld) return
      this.#held -= this.#lengths.get(id) ?? 0
      for (const kept of [this.#known, this.#unread, this.#lengths]) kept.delete(id)
    }
  }

  #parse(bytes: Buffer): Reading {
    if (bytes.length > largest) return 'broken'
    const text = bytes.toString('utf8')
    return (bytes.length < short ? undefined : this.#parsePieces(text)) ?? this.#parseWhole(text)
  }

  #parseWhole(text: string): Reading {
    const { value, broken, partial } = this.#readYaml(text)
    return broken || partial ? 'broken' : definitionsIn(value, this.#isAsked)
  }

  /** What stands in a piece that was read before is the same object, and need not be compared. */
  #parsePieces(text: string): Definitions | undefined {
    const pieces = piecesOf(text)
    if (!pieces) return undefined
    const whole = new Map<Part, Definition>()
    for (const { text: piece, position } of pieces) {
      const reading = this.#readPiece(piece)
      if (reading === 'broken') return undefined
      for (const [part, { written }] of reading) if (!whole.has(part)) whole.set(part, { written, position })
    }
    return whole
  }

  #readPiece(piece: string): Reading {
    const known = this.#pieces.get(piece)
    if (known) return known
    const { value, broken, partial } = this.#readYaml(piece)
    if (broken || partial || !isOneEntry(value)) return 'broken'
    const reading = definitionsIn(value, this.#isAsked)
    this.#pieceLengths += piece.length
    if (this.#pieceLengths > mostHeld) {
      this.#pieces.clear()
      this.#pieceLengths = piece.length
    }
    this.#pieces.set(piece, reading)
    return reading
  }
}
