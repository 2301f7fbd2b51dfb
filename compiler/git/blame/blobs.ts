import type { Part } from '../../model/part.ts'
import { readObjects } from '../objects.ts'
import type { Repository } from '../repository.ts'
import { type Definitions, definitionsIn } from './definitions.ts'

/** Reads the YAML of one file. */
export type ReadYaml = (text: string) => { readonly value: unknown; readonly broken: boolean }

/** What a version of a file says of the parts that are asked for, or that nobody can read it. */
export type Reading = Definitions | 'broken'

/** No larger file is taken in by the compiler either. */
const largest = 2 ** 20
const [mostAtOnce, bytesAtOnce] = [400, 2 ** 23]

/** The versions of files, read and parsed in batches and kept until they are dropped. */
export class Blobs {
  readonly #repository: Repository
  readonly #readYaml: ReadYaml
  readonly #isAsked: (part: Part) => boolean
  readonly #known = new Map<string, Reading>()
  #read = { blobs: 1, bytes: 1024 }

  constructor(repository: Repository, readYaml: ReadYaml, isAsked: (part: Part) => boolean) {
    this.#repository = repository
    this.#readYaml = readYaml
    this.#isAsked = isAsked
  }

  /** How many versions to read at once, going by those read before: some are short, some hold a hundred thousand users. */
  get handful(): number {
    return Math.max(2, Math.min(mostAtOnce, Math.floor((bytesAtOnce * this.#read.blobs) / this.#read.bytes)))
  }

  /** After this, `get` knows these. */
  async load(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#known.has(id))
    for (let start = 0, count = 0; start < missing.length; start += count) {
      count = this.handful
      for await (const [id, bytes] of readObjects(this.#repository, missing.slice(start, start + count))) {
        this.#read = { blobs: this.#read.blobs + 1, bytes: this.#read.bytes + bytes.length }
        this.#known.set(id, this.#parse(bytes))
      }
    }
  }

  /** A version that was loaded; one that the repository does not hold cannot be read. */
  get(id: string): Reading {
    return this.#known.get(id) ?? 'broken'
  }

  drop(id: string): void {
    this.#known.delete(id)
  }

  #parse(bytes: Buffer): Reading {
    if (bytes.length > largest) return 'broken'
    const { value, broken } = this.#readYaml(bytes.toString('utf8'))
    return broken ? 'broken' : definitionsIn(value, this.#isAsked)
  }
}
