import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { pack } from '../../../compiler/emit/pack.ts'
import type { SnapshotFlag } from '../../../schema/types.ts'
import type { createApp } from '../../../worker/app.ts'
import { apiKeyBody } from '../../../worker/evaluate/api-key.ts'
import { blobName, pointerName } from '../../../worker/publication/names.ts'
import { sha256Hex } from '../../../worker/publication/sha256.ts'

// For tests inside workerd: they publish what they like, and ask an app that lives as long as they want.

export const kv = (env as unknown as { SNAPSHOTS: KVNamespace }).SNAPSHOTS

const body = apiKeyBody('production', 'server', 'k'.repeat(43))
/** A server key of production that every snapshot here knows. */
export const key = `${body}_${(await sha256Hex(body)).slice(0, 6)}`
export const keys = [{ kind: 'server' as const, sha256: await sha256Hex(key) }]

/** Of one flag, or of as many as are named, that all serve the value. */
export function snapshot(value: string, environment = 'production', names = ['flag']): Uint8Array<ArrayBuffer> {
  const variants = [{ name: 'only', value: JSON.stringify(value) }]
  const flags = names.map((key): SnapshotFlag => ({
    key,
    type: 'string',
    client: false,
    version: '0000000a',
    variants,
    off: 0,
  }))
  const rest = { format: 1, bucketing: 'murmur3-fmix32', revision: 'r' } as const
  return pack({ ...rest, environment, version: value, keys, groups: [], flags })
}

/** @param served what the pointer says of the blob, where that is not the truth */
export async function publish(bytes: Uint8Array<ArrayBuffer>, pointer: object, served: object = {}): Promise<void> {
  const publication = { ...(await publicationOf(bytes)), ...served }
  await kv.put(blobName('production', await sha256Hex(bytes)), bytes)
  await kv.put(pointerName('production'), pointerTo(publication, pointer))
}

export async function publicationOf(bytes: Uint8Array<ArrayBuffer>, seq = 1, flags = 1) {
  return { sha256: await sha256Hex(bytes), bytes: bytes.length, flags, revision: 'r', seq, at: 0 }
}

export function pointerTo(served: object, more: object): string {
  return JSON.stringify({ schema: 1, minReader: 1, id: '0'.repeat(32), history: [], served, ...more })
}

/** Sends a request with the server key; fulfilled when background work is done too. */
export async function ask(
  app: ReturnType<typeof createApp>,
  path: string,
  bindings: object,
  init: RequestInit = {},
): Promise<Response> {
  const context = createExecutionContext()
  const request = new Request(`https://flags.example${path}`, { headers: { 'X-API-Key': key }, ...init })
  const response = await app.fetch(request, bindings, context)
  await waitOnExecutionContext(context)
  return response
}
