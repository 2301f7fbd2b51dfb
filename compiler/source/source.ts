/** One YAML file as it was read: `path` is relative to the folder the user stands in, with `/` between the parts. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** SHA-256 of the text, in hexadecimal digits, when the loader knows it. */
  readonly hash?: string
  /** There is such a file, but its text could not be taken in; the report says why. */
  readonly unread?: true
}

/** The steps from the top of a file to something in it: map keys and list indexes. */
export type Path = readonly (string | number)[]

/** A stretch of a file: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

/**
 * Something written in a file, named by its path. Cheap to make and to keep: the offsets are worked out only when
 * somebody asks to see them (`position.ts`). `on: 'key'` means the key itself, not what stands behind it.
 */
export interface Place {
  readonly file: SourceFile
  readonly path: Path
  readonly on: 'key' | 'value'
}

export type Where = Span | Place

/** A value that remembers where it was written. */
export class Located<T> {
  readonly value: T
  readonly file: SourceFile
  readonly path: Path

  constructor(value: T, file: SourceFile, path: Path) {
    this.value = value
    this.file = file
    this.path = path
  }

  /** The place of what stands at `path` below this value; with no path, of the value itself. */
  at(...path: Path): Place {
    return { file: this.file, path: this.#to(path), on: 'value' }
  }

  /** What stands at `path` below this value. */
  below<U>(value: U, ...path: Path): Located<U> {
    return new Located(value, this.file, this.#to(path))
  }

  /** The place of the key that leads to `path` below this value; with no path, of this value's own key. */
  keyAt(...path: Path): Place {
    return { file: this.file, path: this.#to(path), on: 'key' }
  }

  /** Most places are those of the value itself, and paths are most of what a model weighs; spreading would leave room in them for more. */
  #to(path: Path): Path {
    return path.length === 0 ? this.path : this.path.concat(path)
  }
}
