import type { Snapshot } from '../../schema/types.ts'
import { fmix32, murmur3 } from './hash.ts'

/** There are so many buckets, and so many parts in a whole: thousandths of a percent. */
export const whole = 100_000

/** How a key and a salt become a bucket from 0 to 99999. Snapshots name the one they were made for. */
export interface Bucketing {
  /** Once for each key: 32 bits. */
  hash(key: string): number
  /** Once for each salt, an unsigned 32-bit integer; `use` keeps rollouts and weights of one salt independent. */
  salt(salt: string, use: 'rollout' | 'weights'): number
  /** A number from 0 to 2^32 - 1. */
  mix(hash: number, salt: number): number
}

/**
 * MurmurHash3 of the key once a request, mixed with each flag's salt: as even and as independent as a hash of the joined
 * text, and far cheaper. Two salts, so that a growing rollout never changes anybody's variant.
 */
const murmur3Fmix32: Bucketing = {
  hash: murmur3,
  salt: (salt, use) => murmur3(`${salt}:${use === 'rollout' ? 'r' : 'v'}`) >>> 0,
  mix: (hash, salt) => fmix32(hash ^ salt),
}

/** By the name that stands in a snapshot. Flags that come from elsewhere can bring theirs along: one more line here. */
export const bucketings: Readonly<Record<Snapshot['bucketing'], Bucketing>> = { 'murmur3-fmix32': murmur3Fmix32 }

/** The bucket of a mixed hash: exact in doubles, and no bucket is wider than another by more than one in 42,949. */
export function bucketOf(mixed: number): number {
  return Math.floor((mixed * whole) / 2 ** 32)
}

/** The smallest mixed hash whose bucket is not below `parts`: one comparison instead of a multiplication. */
export function thresholdOf(parts: number): number {
  return Math.ceil((parts * 2 ** 32) / whole)
}

/** The parts a threshold stands for. */
export function partsOf(threshold: number): number {
  return bucketOf(threshold)
}
