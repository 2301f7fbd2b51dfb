import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketOf, bucketings } from '../../worker/evaluate/bucket.ts'
import { murmur3 } from '../../worker/evaluate/hash.ts'
import { partsAt, weighed } from '../../worker/evaluate/rollout.ts'
import { stores } from '../support/store.ts'

// What the evaluator and SQL work out each for itself: hashes, buckets, and where a rollout stands.

/** Any text a database can hold. */
const bucketing = bucketings['murmur3-fmix32']

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((given) => given.replaceAll('\0', ''))
const parts = fc.integer({ min: 0, max: 100_000 })
const instant = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 })
const ramp = fc
  .record({ from: parts, to: parts, starts: instant, lasts: fc.integer({ min: 1, max: 100_000_000_000 }) })
  .map(({ from, to, starts, lasts }) => ({ from, to, starts, ends: starts + lasts }))
const steps = fc
  .uniqueArray(fc.record({ at: instant, parts }), { minLength: 1, maxLength: 5, selector: ({ at }) => at })
  .map((list) => list.sort((a, b) => a.at - b.at))
const rollout = fc.oneof(parts, steps, ramp, ramp)
const weights = fc
  .uniqueArray(fc.integer({ min: 1, max: 99_999 }), { maxLength: 4 })
  .map((ends) => [...ends, 100_000].sort((a, b) => a - b))
  .map((ends) => ends.map((end, variant) => ({ variant, parts: end - (ends[variant - 1] ?? 0) })))

const batch = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 200, maxLength: 200 })

describe.each(stores())('on $kind', ({ open }) => {
  test.each([
    ['', 0],
    ['hello', 0x248bfa47],
    ['hello, world', 0x149bbb7f],
    ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
  ])('murmur3 of %j is the published one', async (given, expected) => {
    const store = await open()
    expect(await store.query('SELECT murmur3($1)', [given])).toEqual([{ murmur3: String(expected) }])
  })

  test('murmur3 and buckets of any text are those of the evaluator', async () => {
    const store = await open()
    await fc.assert(
      fc.asyncProperty(batch(fc.tuple(text, text)), async (pairs) => {
        const rows = await store.query(
          `SELECT murmur3(key)::float8 AS hash, bucket(murmur3(key), salt || ':r') AS rollout,
             bucket(murmur3(key), salt || ':v') AS weights
           FROM unnest($1::text[], $2::text[]) AS given (key, salt)`,
          [pairs.map(([key]) => key), pairs.map(([, salt]) => salt)],
        )
        const bucket = (key: string, salt: string, use: 'rollout' | 'weights'): number =>
          bucketOf(bucketing.mix(murmur3(key), bucketing.salt(salt, use)))
        expect(rows).toEqual(
          pairs.map(([key, salt]) => ({
            hash: murmur3(key) >>> 0,
            rollout: bucket(key, salt, 'rollout'),
            weights: bucket(key, salt, 'weights'),
          })),
        )
      }),
      { numRuns: 10 },
    )
  })

  test('a rollout stands where the evaluator says, along ramps too, at its boundaries and between', async () => {
    const store = await open()
    const asked = fc
      .tuple(rollout, instant, fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([given, other, along]) => {
        if (typeof given === 'number') return { given, at: other }
        const [first, last] = Array.isArray(given) ? [given[0]!.at - 1, given.at(-1)!.at] : [given.starts, given.ends]
        return { given, at: along > 0.9 ? other : Math.round(first + (last - first) * along) }
      })
    await fc.assert(
      fc.asyncProperty(batch(asked), async (list) => {
        const rows = await store.query<{ parts: number }>(
          'SELECT rollout_parts(given::jsonb, at) AS parts FROM unnest($1::text[], $2::float8[]) AS asked (given, at)',
          [list.map(({ given }) => JSON.stringify(given)), list.map(({ at }) => at)],
        )
        expect(rows.map((row) => row.parts)).toEqual(list.map(({ given, at }) => partsAt(given, at)))
      }),
      { numRuns: 10 },
    )
  })

  test('a bucket falls to the variant to which it falls at the edge', async () => {
    const store = await open()
    await fc.assert(
      fc.asyncProperty(batch(fc.tuple(weights, fc.integer({ min: 0, max: 99_999 }))), async (list) => {
        const rows = await store.query<{ variant: string }>(
          'SELECT weighed_variant(w::jsonb, bucket) AS variant FROM unnest($1::text[], $2::int[]) AS asked (w, bucket)',
          [list.map(([given]) => JSON.stringify(given)), list.map(([, bucket]) => bucket)],
        )
        expect(rows.map((row) => Number(row.variant))).toEqual(list.map(([given, bucket]) => weighed(given, bucket)))
      }),
      { numRuns: 5 },
    )
  })
})
