import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { ServedKv } from '../../compiler/edge/serve-kv.ts'

/** A call of Cloudflare's API on its way. */
export interface Call {
  /** From 0. */
  readonly number: number
  readonly method: string
  /** The name of the value, or `keys`. */
  readonly name: string
}

/**
 * What becomes of a call. `cut`: the connection ends before, or after, the store has seen it. `lie`: the store has seen it, and
 * something else is answered. Undefined: it passes.
 */
export type Fate =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly cut: 'before' | 'after' }
  | { readonly lie: string | Uint8Array }
  | undefined

export interface KvProxy {
  /** What makes `halyard` speak to it. */
  readonly env: Readonly<Record<string, string>>
  readonly calls: Call[]
  readonly authorizations: Set<string>
  /** Asked for each call; waiting in it delays the call. */
  fate: (call: Call) => Fate | Promise<Fate>
}

const account = '0123456789abcdef0123456789abcdef'
const namespace = 'fedcba9876543210fedcba9876543210'
const root = `/client/v4/accounts/${account}/storage/kv/namespaces/${namespace}`

/** Cloudflare's API in front of a local KV, for the running test; anything may happen to a call on its way. */
export async function openKvProxy({ url, token }: Pick<ServedKv, 'url' | 'token'>): Promise<KvProxy> {
  const server = createServer((request, response) => void pass(request, response, url, proxy))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const proxy: KvProxy = {
    env: {
      CLOUDFLARE_ACCOUNT_ID: account,
      CLOUDFLARE_API_TOKEN: token,
      HALYARD_KV_NAMESPACE_ID: namespace,
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`,
    },
    calls: [],
    authorizations: new Set(),
    fate: () => undefined,
  }
  return proxy
}

async function pass(request: IncomingMessage, response: ServerResponse, url: string, proxy: KvProxy): Promise<void> {
  const { method = '', url: path = '', headers } = request
  const rest = path.slice(root.length)
  const name = rest.startsWith('/values/') ? decodeURIComponent(rest.slice('/values/'.length)) : 'keys'
  const call = { number: proxy.calls.length, method, name }
  proxy.calls.push(call)
  proxy.authorizations.add(headers.authorization ?? '')
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const fate = await proxy.fate(call)
  if (fate && 'status' in fate) return void response.writeHead(fate.status, fate.headers).end(fate.body)
  if (fate && 'cut' in fate && fate.cut === 'before') return void request.socket.destroy()
  const body = method === 'PUT' ? { body: Buffer.concat(parts) } : {}
  const answer = await fetch(`${url}${rest}`, {
    method,
    headers: { authorization: headers.authorization ?? '' },
    ...body,
  })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (fate && 'cut' in fate) return void request.socket.destroy()
  if (fate) return void response.writeHead(200).end(fate.lie)
  response.writeHead(path.startsWith(root) ? answer.status : 404).end(bytes)
}
