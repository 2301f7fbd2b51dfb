import { createHash } from 'node:crypto'
import { bundleWorker } from '../../compiler/edge/bundle.ts'
import { type LocalWorker, startWorker } from '../../compiler/edge/local.ts'
import { pack } from '../../compiler/emit/pack.ts'
import type { Snapshot } from '../../schema/types.ts'
import { newApiKey } from '../../compiler/model/api-key.ts'
import type { KeyKind } from '../../worker/evaluate/api-key.ts'
import { snapshotOf, type Written } from './written-snapshot.ts'

export interface Edge {
  readonly worker: LocalWorker
  /** By kind; both open `production`. */
  readonly keys: Readonly<Record<KeyKind, string>>
  /** @param more what else the snapshot says, such as other keys; returns its bytes */
  publish(written: Written, more?: Partial<Snapshot>): Promise<Uint8Array<ArrayBuffer>>
  /** POSTs to `/ofrep/v1/evaluate` + path with the server key; a body that is no text is sent as JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
}

/** The real Worker in workerd on a free loopback port. */
export async function startEdge(log?: (line: string) => void): Promise<Edge> {
  const worker = await startWorker({ port: 0, bundle: await bundleWorker(), ...(log && { log }) })
  const keys = { server: newKey('production', 'server'), client: newKey('production', 'client') }
  return {
    worker,
    keys,
    publish: async (written, more) => {
      const records = Object.entries(keys).map(([kind, key]) => ({ kind: kind as KeyKind, sha256: sha256(key) }))
      const snapshot = { ...snapshotOf(written), keys: records, ...more }
      snapshot.version = sha256(JSON.stringify(snapshot.flags)).slice(0, 12)
      const bytes = pack(snapshot)
      await worker.put('production', { bytes, flags: snapshot.flags.length, revision: 'worktree' })
      return Uint8Array.from(bytes)
    },
    post: (path, body, headers = {}) =>
      fetch(`${worker.url}/ofrep/v1/evaluate${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.server}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      }),
  }
}

export function newKey(environment: string, kind: KeyKind): string {
  return newApiKey(environment, kind).key
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
