import { type Column, columns, magic } from './columns.ts'
import { field, fields, integer, listOf, SnapshotError } from './structure.ts'

/** Small numbers, as narrow as the largest of them allows. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array

type Width = new (buffer: ArrayBufferLike, start: number, length: number) => Numbers

/** The parts of a packed snapshot. */
export interface Frame {
  /** What JSON.parse made of the header. */
  readonly header: unknown
  readonly columns: Readonly<Record<Column, Numbers>>
}

/**
 * Nothing is copied: the columns are views of the bytes, which must not change any more.
 *
 * @throws SnapshotError when these are not the bytes of a snapshot, or not all of them
 */
export function openFrame(bytes: Uint8Array): Frame {
  if (magic.some((byte, at) => bytes[at] !== byte)) throw new SnapshotError('does not begin as a snapshot does')
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) throw new SnapshotError('needs a little-endian machine')
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  if (aligned.length < 8) throw new SnapshotError('is cut off')
  const length = new DataView(aligned.buffer, aligned.byteOffset).getUint32(4, true)
  const start = padded(8 + length)
  if (start > aligned.length) throw new SnapshotError('is cut off')
  const header = readJson(aligned.subarray(8, 8 + length))
  return { header, columns: cut(aligned, start, field(fields(header), 'columns', listOf(listOf(integer)))) }
}

/** Up to the next multiple of four. */
export function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

function cut(bytes: Uint8Array, start: number, sizes: readonly (readonly number[])[]): Frame['columns'] {
  let at = start
  const found = columns.map((name, index): [Column, Numbers] => {
    const [width = 0, count = -1] = sizes[index] ?? []
    const View: Width | undefined =
      width === 1 ? Uint8Array : width === 2 ? Uint16Array : width === 4 ? Uint32Array : undefined
    if (View === undefined || count < 0 || at + width * count > bytes.length)
      throw new SnapshotError('is cut off', name)
    const view = new View(bytes.buffer, bytes.byteOffset + at, count)
    at += padded(width * count)
    return [name, view]
  })
  if (at !== padded(bytes.length)) throw new SnapshotError('goes on behind its last column')
  return Object.fromEntries(found) as Frame['columns']
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    throw new SnapshotError('is not JSON', 'the header')
  }
}
