/** A snapshot that cannot be used. The message says what is wrong and where, such as `flags[3].off: 7 is not a variant; there are 2`. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
  readonly problem: string
  readonly place: string
  /** A word that is not known here, and may be to a newer version. */
  readonly isNews: boolean

  constructor(problem: string, place = '', isNews = false) {
    super(`${place || 'the snapshot'}: ${problem}`)
    this.problem = problem
    this.place = place
    this.isNews = isNews
  }
}

type Fields = Readonly<Record<string, unknown>>

/** @param place what a text that is no JSON is called */
export function parseJson(json: string, place: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new SnapshotError('is not JSON', place)
  }
}

export function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SnapshotError('is not an object')
  return value as Fields
}

/** Reads one field; a problem inside it is reported with the field's name in front. A field of the prototype is absent. */
export function field<T>(of: Fields, name: string, read: (value: unknown) => T): T {
  try {
    return read(Object.hasOwn(of, name) ? of[name] : undefined)
  } catch (error) {
    throw within(name, error)
  }
}

export function optional<T>(read: (value: unknown) => T): (value: unknown) => T | undefined {
  return (value) => (value === undefined ? undefined : read(value))
}

export function listOf<T>(read: (value: unknown, index: number) => T): (value: unknown) => T[] {
  return (value) => {
    if (!Array.isArray(value)) throw new SnapshotError('is not a list')
    let index = 0
    try {
      const result: T[] = []
      for (; index < value.length; index += 1) result.push(read(value[index], index))
      return result
    } catch (error) {
      throw within(`[${index}]`, error)
    }
  }
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new SnapshotError('is not a text')
  return value
}

export function flagged(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new SnapshotError('is neither true nor false')
  return value
}

export function integer(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new SnapshotError('is not an integer')
  return value as number
}

/** An index into a list of `length` things, named `noun` in the message. */
export function indexInto(length: number, noun: string): (value: unknown) => number {
  return (value) => {
    const index = integer(value)
    if (index < 0 || index >= length) throw new SnapshotError(`${index} is not a ${noun}; there are ${length}`)
    return index
  }
}

export function oneOf<const T extends string>(words: readonly T[]): (value: unknown) => T {
  return (value) => {
    const word = words.find((candidate) => candidate === value)
    if (word === undefined) throw new SnapshotError(`is none of ${words.join(', ')}`)
    return word
  }
}

// The place is put together on the way out, so that reading a sound snapshot builds no texts.
function within(name: string, error: unknown): unknown {
  if (!(error instanceof SnapshotError)) return error
  const joint = error.place === '' || error.place.startsWith('[') ? '' : '.'
  return new SnapshotError(error.problem, `${name}${joint}${error.place}`, error.isNews)
}
