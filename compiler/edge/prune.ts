import type { Pointer } from '../../schema/types.ts'
import { blobName } from '../../worker/publication/names.ts'
import { blobsOf } from './history.ts'
import type { Kv } from './kv.ts'

/** In milliseconds: thirty days. */
const age = 30 * 24 * 60 * 60 * 1000

/**
 * Deletes what fell out of the history and was published long ago. Whoever still reads the pointer before this one finds all
 * that it serves: what falls out is at least twenty publications older. A store that fails here keeps some blobs more.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export async function prune(kv: Kv, environment: string, before: Pointer, after: Pointer, now: number): Promise<void> {
  const kept = blobsOf([after.served, ...after.history])
  const old = before.history.filter(({ at }) => now - at > age)
  for (const sha256 of blobsOf(old))
    if (!kept.has(sha256)) await kv.delete(blobName(environment, sha256)).catch(() => undefined)
}
