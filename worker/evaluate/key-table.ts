import { murmur3Bytes } from './hash.ts'
import type { Numbers } from './frame.ts'
import { startsOf } from './lists.ts'
import { SnapshotError } from './structure.ts'

const encoder = new TextEncoder()
const patience = 32

/**
 * Sorted keys that stay the bytes they came as: no text is made of any, so a table of 100,000 costs nothing to load. The first
 * few look-ups halve their way through it; who asks more often gets an index, and then each look-up is one probe.
 */
export class KeyTable {
  readonly #bytes: Uint8Array
  readonly #starts: Uint32Array
  /**
   * Open addressing by the low bits of the key's hash; the length is a power of two. A slot that is not 0 has the key's place
   * and 1 in the bits of `#places`, and in the others those of the hash, so that hardly any other key is looked at.
   */
  #slots: Int32Array | undefined
  readonly #places: number
  #asked = 0

  /**
   * Whether the keys are sorted is not looked at, since that takes longer than all else: keys that are not may not be found.
   *
   * @throws SnapshotError when the lengths are not those of the keys
   */
  constructor(lengths: Numbers, keys: Numbers, name: string) {
    this.#bytes = keys as Uint8Array
    this.#starts = startsOf(lengths)
    this.#places = 2 ** Math.ceil(Math.log2(lengths.length + 2)) - 1
    if (keys.BYTES_PER_ELEMENT !== 1 || this.#starts[lengths.length] !== keys.length)
      throw new SnapshotError('are not as long as they say', name)
  }

  get size(): number {
    return this.#starts.length - 1
  }

  key(place: number): string {
    const bytes = this.#bytes.subarray(this.#starts[place], this.#starts[place + 1])
    return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
  }

  /** The place of a key, or -1. `hash` is MurmurHash3 of the key. */
  find(key: string, hash: number): number {
    if (this.#slots === undefined) {
      this.#asked += 1
      if (this.#asked < patience) return this.#search(encoder.encode(key))
      this.#slots = this.#index()
    }
    return this.#probe(this.#slots, key, hash)
  }

  #probe(slots: Int32Array, key: string, hash: number): number {
    const mask = slots.length - 1
    const tag = ~this.#places
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot]!
      if (found === 0) return -1
      if (((found ^ hash) & tag) === 0 && this.#spells((found & this.#places) - 1, key))
        return (found & this.#places) - 1
    }
  }

  #spells(place: number, key: string): boolean {
    const bytes = this.#bytes
    const start = this.#starts[place]!
    const { length } = key
    if (this.#starts[place + 1]! - start !== length) return this.#compare(place, encoder.encode(key)) === 0
    for (let at = 0; at < length; at += 1) {
      const unit = key.charCodeAt(at)
      if (unit !== bytes[start + at]) return unit > 0x7f && this.#compare(place, encoder.encode(key)) === 0
    }
    return true
  }

  #search(key: Uint8Array): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      const order = this.#compare(middle, key)
      if (order === 0) return middle
      if (order < 0) low = middle + 1
      else high = middle
    }
    return -1
  }

  #index(): Int32Array {
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, this.size * 1.5))))
    const mask = slots.length - 1
    for (let place = 0; place < this.size; place += 1) {
      const hash = murmur3Bytes(this.#bytes, this.#starts[place], this.#starts[place + 1])
      let slot = hash & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = (hash & ~this.#places) | (place + 1)
    }
    return slots
  }

  /** Below 0 when the key at that place comes before the other. */
  #compare(place: number, other: Uint8Array): number {
    const start = this.#starts[place]!
    const length = this.#starts[place + 1]! - start
    for (let at = 0; at < length && at < other.length; at += 1)
      if (this.#bytes[start + at] !== other[at]) return this.#bytes[start + at]! - other[at]!
    return length - other.length
  }
}
