import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketOf, bucketings, partsOf, thresholdOf, whole } from '../../../worker/evaluate/bucket.ts'

const { hash, salt, mix } = bucketings['murmur3-fmix32']
const users = 200_000
const hashes = Array.from({ length: users }, (_, user) => hash(`user-${user}`))

/** The buckets all users have for a salt. */
function bucketsFor(text: string, use: 'rollout' | 'weights'): Float64Array {
  const mixedWith = salt(text, use)
  return Float64Array.from(hashes, (one) => bucketOf(mix(one, mixedWith)))
}

/** Pearson's chi-square of how often each cell was hit, all being equally likely. */
function chiSquare(cells: readonly number[]): number {
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length
  return cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

function counted(count: number, of: (user: number) => number): number[] {
  const cells = Array<number>(count).fill(0)
  for (let user = 0; user < users; user += 1) cells[of(user)]! += 1
  return cells
}

/** Above this a fair die of so many sides falls once in about 100,000 tries (Wilson and Hilferty's approximation). */
function limit(cells: number): number {
  const freedom = cells - 1
  return freedom * (1 - 2 / (9 * freedom) + 4.265 * Math.sqrt(2 / (9 * freedom))) ** 3
}

describe('a bucket', () => {
  it('is each of 100 as often as any other, whatever the flag', () => {
    for (const flag of ['new-checkout', 'a', 'b', 'pricing', 'flag-00001', 'flag-00002']) {
      const buckets = bucketsFor(flag, 'rollout')
      expect(chiSquare(counted(100, (user) => Math.floor(buckets[user]! / 1000)))).toBeLessThan(limit(100))
    }
  })

  it.each([
    ['of two flags', bucketsFor('checkout', 'rollout'), bucketsFor('checkout-2', 'rollout')],
    ['of two flags whose keys differ in one letter', bucketsFor('flag-1', 'rollout'), bucketsFor('flag-2', 'rollout')],
    ['of the rollout and the weights of one flag', bucketsFor('pricing', 'rollout'), bucketsFor('pricing', 'weights')],
    ['of a parent and its child', bucketsFor('payments-v2', 'rollout'), bucketsFor('new-checkout', 'weights')],
  ])('%s are independent: every pair of tenths is as likely as any other', (_, one, other) => {
    const pairs = counted(100, (user) => Math.floor(one[user]! / 10_000) * 10 + Math.floor(other[user]! / 10_000))
    expect(chiSquare(pairs)).toBeLessThan(limit(100))
  })

  it('is one of 100,000, the first and the last among them', () => {
    expect(bucketOf(0)).toBe(0)
    expect(bucketOf(2 ** 32 - 1)).toBe(whole - 1)
  })
})

describe('a threshold', () => {
  it('says of every hash just what its bucket says', () => {
    const edges = fc.nat(whole).map((parts) => thresholdOf(parts))
    const near = fc.tuple(edges, fc.integer({ min: -2, max: 2 })).map(([edge, by]) => edge + by)
    const mixed = fc.oneof(fc.nat(2 ** 32 - 1), near).filter((value) => value >= 0 && value < 2 ** 32)
    fc.assert(
      fc.property(mixed, fc.nat(whole), (value, parts) => {
        expect(value < thresholdOf(parts)).toBe(bucketOf(value) < parts)
      }),
      { numRuns: 2000 },
    )
  })

  it('remembers the parts it was made of', () => {
    for (let parts = 0; parts < whole; parts += 1) expect(partsOf(thresholdOf(parts))).toBe(parts)
  })
})
