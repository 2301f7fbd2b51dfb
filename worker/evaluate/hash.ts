/**
 * MurmurHash3 x86 32-bit of the UTF-8 bytes of a text, seed 0. `murmur3('hello')` is 0x248bfa47. Its 32 bits come as a signed
 * integer, which engines keep in a register where an unsigned one would become a float; `>>> 0` gives the unsigned one.
 * Nothing is allocated for ASCII text, which almost every key is.
 */
export function murmur3(text: string): number {
  const { length } = text
  let h = 0
  let at = 0
  for (const end = length - 3; at < end; at += 4) {
    const a = text.charCodeAt(at)
    const b = text.charCodeAt(at + 1)
    const c = text.charCodeAt(at + 2)
    const d = text.charCodeAt(at + 3)
    if ((a | b | c | d) > 0x7f) return murmur3Bytes(encoder.encode(text))
    h = mix(h, a | (b << 8) | (c << 16) | (d << 24))
  }
  let rest = 0
  for (let shift = 0; at + (shift >> 3) < length; shift += 8) {
    const unit = text.charCodeAt(at + (shift >> 3))
    if (unit > 0x7f) return murmur3Bytes(encoder.encode(text))
    rest |= unit << shift
  }
  return finish(h, rest, length)
}

/** The same of bytes, for keys that lie in a snapshot: `end` is exclusive. */
export function murmur3Bytes(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let h = 0
  let at = start
  for (; at + 4 <= end; at += 4)
    h = mix(h, bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
  let rest = 0
  for (let shift = 0; at < end; at += 1, shift += 8) rest |= bytes[at]! << shift
  return finish(h, rest, end - start)
}

/** The last step of MurmurHash3: spreads the bits of a hash and a salt over all 32, as an unsigned integer. */
export function fmix32(value: number): number {
  return spread(value) >>> 0
}

const encoder = new TextEncoder()

function spread(value: number): number {
  let h = value
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function mix(hash: number, block: number): number {
  const k = Math.imul(block, 0xcc9e2d51)
  const h = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

function finish(hash: number, rest: number, length: number): number {
  const k = Math.imul(rest, 0xcc9e2d51)
  // With no rest this mixes in zero, which changes nothing.
  return spread(hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593) ^ length)
}
