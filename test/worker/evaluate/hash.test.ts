import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fmix32, murmur3, murmur3Bytes } from '../../../worker/evaluate/hash.ts'

it.each([
  ['', 0],
  ['hello', 0x248bfa47],
  ['hello, world', 0x149bbb7f],
  ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
])('hashes %j as every MurmurHash3 does', (text, hash) => {
  expect(murmur3(text)).toBe(hash)
})

it('hashes a text and its UTF-8 bytes to the same number, wherever the bytes lie', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(9), (text, offset) => {
      const bytes = new TextEncoder().encode(text)
      const elsewhere = new Uint8Array(bytes.length + offset + 3).fill(0xab)
      elsewhere.set(bytes, offset)
      expect(murmur3Bytes(bytes)).toBe(murmur3(text))
      expect(murmur3Bytes(elsewhere, offset, offset + bytes.length)).toBe(murmur3(text))
    }),
  )
})

it('mixes without losing anything: no two inputs of the last step share an output', () => {
  const seen = new Set<number>()
  for (let input = 0; input < 100_000; input += 1) seen.add(fmix32(input))
  expect(seen.size).toBe(100_000)
})
