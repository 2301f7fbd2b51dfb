import { padded } from '../../worker/evaluate/frame.ts'

/** A column as it stands in a snapshot: the bytes of one number, how many numbers, and the bytes of all of them. */
export interface WrittenColumn {
  readonly width: 1 | 2 | 4
  readonly count: number
  /** Little endian, filled up to a multiple of four. */
  readonly bytes: Uint8Array
}

/** Numbers below 2^32, each as wide as the largest of them needs. */
export function numbers(values: readonly number[]): WrittenColumn {
  let most = 0
  for (const value of values) if (value > most) most = value
  const width = most < 0x100 ? 1 : most < 0x1_0000 ? 2 : 4
  const bytes = new Uint8Array(padded(values.length * width))
  let at = 0
  for (const value of values) {
    bytes[at] = value
    if (width > 1) bytes[at + 1] = value >>> 8
    if (width > 2) {
      bytes[at + 2] = value >>> 16
      bytes[at + 3] = value >>> 24
    }
    at += width
  }
  return { width, count: values.length, bytes }
}

/** Texts in UTF-8 without anything between, and how many bytes each has. */
export function texts(values: readonly string[]): { readonly lengths: WrittenColumn; readonly text: WrittenColumn } {
  const encoder = new TextEncoder()
  const text = encoder.encode(values.join(''))
  const lengths = values.map((value) => (isAscii(value) ? value.length : encoder.encode(value).length))
  const bytes = new Uint8Array(padded(text.length))
  bytes.set(text)
  return { lengths: numbers(lengths), text: { width: 1, count: text.length, bytes } }
}

/** Lists one behind another, and how many items each has. */
export function lists(values: readonly (readonly number[])[]): {
  readonly counts: WrittenColumn
  readonly items: WrittenColumn
} {
  return { counts: numbers(values.map(({ length }) => length)), items: numbers(values.flat()) }
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false
  return true
}
