import type { FileStats } from '../source/document.ts'

export interface Sighting extends FileStats {
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly hash: string
}

const digits = 64
const fields = ['size', 'mtimeMs', 'ctimeMs', 'ino', 'dev'] as const

/** How many, as a line; their numbers, since reading these as text takes long; their hashes; and their paths. */
export function packSightings(sightings: ReadonlyMap<string, Sighting>): Buffer {
  const all = [...sightings.values()]
  const numbers = Float64Array.from(all.flatMap((one) => fields.map((field) => one[field])))
  return Buffer.concat([
    Buffer.from(`${all.length}\n`),
    Buffer.from(numbers.buffer),
    Buffer.from(all.map(({ hash }) => hash).join('')),
    Buffer.from([...sightings.keys()].join('\0')),
  ])
}

/** @throws RangeError for bytes that `packSightings` did not write */
export function unpackSightings(body: Buffer): Map<string, Sighting> {
  const start = body.indexOf(10) + 1
  const count = Number(body.toString('latin1', 0, start))
  const middle = start + count * fields.length * 8
  const end = middle + count * digits
  const numbers = new Float64Array(Uint8Array.from(body.subarray(start, middle)).buffer)
  const hashes = body.toString('latin1', middle, end)
  const paths = count === 0 ? [] : body.toString('utf8', end).split('\0')
  if (paths.length !== count) throw new RangeError(`${paths.length} paths for ${count} files`)
  const known = new Map<string, Sighting>()
  for (const [index, path] of paths.entries()) {
    const [size, mtimeMs, ctimeMs, ino, dev] = numbers.subarray(index * fields.length) as unknown as Numbers
    known.set(path, { size, mtimeMs, ctimeMs, ino, dev, hash: hashes.slice(index * digits, (index + 1) * digits) })
  }
  return known
}

type Numbers = [size: number, mtimeMs: number, ctimeMs: number, ino: number, dev: number]
