import type { Pointer } from '../schema/types.ts'
import type { Plan } from './evaluate/plan.ts'
import { openCandidate } from './publication/candidate.ts'
import { blobName, pointerName } from './publication/names.ts'
import { readPointer } from './publication/pointer.ts'

/** A snapshot in memory. */
export interface Loaded {
  readonly plan: Plan
  /** Undefined for one bundled with the Worker, which any published one replaces. */
  readonly pointer: Pointer | undefined
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
  salts: readonly string[],
): Promise<Loaded | 'absent' | 'current'> {
  const text = await kv.get(pointerName(environment), { type: 'text', cacheTtl: 30 })
  if (text === null) return 'absent'
  const pointer = readPointer(text)
  const known = current?.pointer
  if (current && known && pointer.seq <= known.seq) return 'current'
  const { sha256 } = pointer.served
  if (current && sha256 === known?.served.sha256) return { plan: current.plan, pointer }
  const blob = await kv.get(blobName(environment, sha256), { type: 'arrayBuffer', cacheTtl: 3600 })
  if (blob === null) throw new Error(`the blob ${sha256} is not there`)
  return { plan: await openCandidate(new Uint8Array(blob), environment, pointer.served, salts), pointer }
}
