import { loadSnapshot } from './evaluate/load.ts'
import type { Plan } from './evaluate/plan.ts'
import { sha256Hex } from './sha256.ts'

/** What the pointer `s1/<environment>/current` says: which blob `s1/<environment>/<sha256>` is served. */
export interface Published {
  /** Grows with every publication, also when an older blob is served again: readers never go back to a smaller one. */
  readonly seq: number
  /** Of the blob, 64 lower-case hex digits. */
  readonly sha256: string
  readonly bytes: number
}

/** The largest value KV holds. */
const mostBytes = 25 * 1024 * 1024

/** A snapshot in memory. */
export interface Loaded {
  readonly plan: Plan
  /** Undefined for one bundled with the Worker, which any published one replaces. */
  readonly published: Published | undefined
}

/**
 * The published snapshot of an environment, if its sequence is above the current one's.
 *
 * @throws Error when the pointer or the blob is not what it says it is, or cannot be read
 */
export async function fetchNewer(
  kv: KVNamespace,
  environment: string,
  current: Loaded | undefined,
): Promise<Loaded | 'absent' | 'current'> {
  const pointer: unknown = await kv.get(`s1/${environment}/current`, { type: 'json', cacheTtl: 30 })
  if (pointer === null) return 'absent'
  const published = readPointer(pointer)
  const known = current?.published
  if (current && known && published.seq <= known.seq) return 'current'
  if (current && published.sha256 === known?.sha256) return { plan: current.plan, published }
  const blob = await kv.get(`s1/${environment}/${published.sha256}`, { type: 'arrayBuffer', cacheTtl: 3600 })
  if (blob === null) throw new Error(`the blob ${published.sha256} is not there`)
  if (blob.byteLength !== published.bytes)
    throw new Error(`the blob has ${blob.byteLength} bytes instead of ${published.bytes}`)
  if ((await sha256Hex(blob)) !== published.sha256) throw new Error(`the blob is not the one named ${published.sha256}`)
  const plan = loadSnapshot(new Uint8Array(blob))
  if (plan.environment !== environment) throw new Error(`the blob is a snapshot of ${plan.environment}`)
  return { plan, published }
}

function readPointer(pointer: unknown): Published {
  const { schema, seq, sha256, bytes } = Object(pointer) as Record<string, unknown>
  if (schema !== 1) throw new Error(`the pointer has schema ${JSON.stringify(schema)}; this version reads 1`)
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) throw new Error('the pointer has no seq')
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error('the pointer has no sha256')
  if (typeof bytes !== 'number' || !(bytes <= mostBytes)) throw new Error('the pointer has no bytes within the limit')
  return { seq, sha256, bytes }
}
