import type { Publication } from '../../schema/types.ts'
import { loadSnapshot } from '../evaluate/load.ts'
import type { Plan } from '../evaluate/plan.ts'
import { SnapshotError } from '../evaluate/structure.ts'
import { limits } from './limits.ts'
import { sha256Hex } from './sha256.ts'

/**
 * Checks a blob whole before anything is answered from it: the Worker what it read, the compiler what it is about to publish.
 *
 * @param published what the pointer says of it
 * @param salts user salts, for a snapshot whose users are hashed
 * @throws SnapshotError when it is not that blob, or not a snapshot of that environment that can be answered from
 */
export async function openCandidate(
  bytes: Uint8Array,
  environment: string,
  published: Publication,
  salts: readonly string[] = [],
): Promise<Plan> {
  await requireBlob(bytes, published)
  const plan = loadSnapshot(bytes, salts)
  if (plan.environment !== environment) throw new SnapshotError(`is one of ${plan.environment}, not of ${environment}`)
  const flags = plan.flags.keys.size
  if (flags > limits.flags) throw new SnapshotError(`holds ${flags} flags; ${limits.flags} are allowed`)
  if (flags !== published.flags) throw new SnapshotError(`holds ${flags} flags instead of ${published.flags}`)
  return plan
}

/** @throws SnapshotError when these are not the bytes that are named */
export async function requireBlob(
  bytes: Uint8Array,
  { sha256, bytes: length }: Pick<Publication, 'sha256' | 'bytes'>,
): Promise<void> {
  if (bytes.length > limits.blobBytes)
    throw new SnapshotError(`has ${bytes.length} bytes; ${limits.blobBytes} are allowed`)
  if (bytes.length !== length) throw new SnapshotError(`has ${bytes.length} bytes instead of ${length}`)
  if ((await sha256Hex(bytes)) !== sha256) throw new SnapshotError(`is not the blob named ${sha256}`)
}
