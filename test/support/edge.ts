import { createHash } from 'node:crypto'
import { bundleWorker } from '../../compiler/edge/bundle.ts'
import { type LocalWorker, startWorker } from '../../compiler/edge/local.ts'
import { pack } from '../../compiler/emit/pack.ts'
import { newApiKey } from '../../compiler/model/api-key.ts'
import type { KeyKind } from '../../worker/evaluate/api-key.ts'
import { snapshotOf, type Written } from './written-snapshot.ts'

export interface Edge {
  readonly worker: LocalWorker
  /** By kind; both open `production`. */
  readonly keys: Readonly<Record<KeyKind, string>>
  publish(written: Written): Promise<void>
  /** POSTs to `/ofrep/v1/evaluate` + path with the server key; a body that is no text is sent as JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
}

/** The real Worker in workerd on a free loopback port. */
export async function startEdge(): Promise<Edge> {
  const worker = await startWorker({ port: 0, bundle: await bundleWorker() })
  const keys = { server: newKey('production', 'server'), client: newKey('production', 'client') }
  return {
    worker,
    keys,
    publish: async (written) => {
      const records = Object.entries(keys).map(([kind, key]) => ({ kind: kind as KeyKind, sha256: sha256(key) }))
      const snapshot = { ...snapshotOf(written), keys: records }
      snapshot.version = sha256(JSON.stringify(snapshot.flags)).slice(0, 12)
      await worker.put('production', {
        bytes: pack(snapshot),
        flags: snapshot.flags.length,
        revision: 'worktree',
      })
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
