import { dataOf, isYamlMap, rewrite, valueAt, withValue, type Yaml } from '../source/edit.ts'
import type { Path, SourceFile } from '../source/source.ts'

/** The flag files while they are being edited: data by path, turned into text at the end. */
export class Pages {
  readonly #files: ReadonlyMap<string, SourceFile>
  readonly #data = new Map<string, Yaml>()

  constructor(files: readonly SourceFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]))
  }

  has(path: string): boolean {
    const folded = path.toLowerCase()
    return [...this.#files.keys(), ...this.#data.keys()].some((known) => known.toLowerCase() === folded)
  }

  get(file: string, path: Path): Yaml | undefined {
    return valueAt(this.#of(file), path)
  }

  /** Sets, or with undefined removes, what stands at a path; the file need not be there yet. */
  set(file: string, path: Path, value: Yaml | undefined): void {
    this.#data.set(file, withValue(this.#of(file), path, value))
  }

  /** Removes what stands at a path, and the maps above it that are empty then. */
  prune(file: string, path: Path): void {
    for (let above = path; above.length > 0; above = above.slice(0, -1)) {
      this.set(file, above, undefined)
      const left = this.get(file, above.slice(0, -1))
      if (!isYamlMap(left) || left.size > 0) return
    }
  }

  /**
   * The files whose text is another now; undefined for one that says nothing any more.
   * @throws Error when a file is written in a way that cannot be changed safely
   */
  changed(): Map<string, string | undefined> {
    const texts = new Map<string, string | undefined>()
    for (const [path, data] of this.#data) {
      const before = this.#files.get(path)?.text
      const text = isYamlMap(data) && data.size === 0 ? undefined : rewrite(before ?? '', data)
      if (text !== before) texts.set(path, text)
    }
    return texts
  }

  #of(file: string): Yaml {
    const known = this.#data.get(file)
    return known ?? dataOf(this.#files.get(file)?.text ?? '')
  }
}
