import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { limits } from '../../worker/publication/limits.ts'
import { accepted, codes, refusal } from './envelope.ts'
import type { Kv } from './kv.ts'

/** A KV that other processes of this machine reach, who know the token. */
export interface ServedKv {
  /** Of the namespace, as `restKv` takes it. */
  readonly url: string
  readonly token: string
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly body: string | Uint8Array
}

const root = '/client/v4/accounts/local/storage/kv/namespaces/SNAPSHOTS'

/** Serves a KV on a free port of 127.0.0.1, with as much of Cloudflare's API as publishing asks for. */
export async function serveKv(kv: Kv): Promise<ServedKv> {
  const token = randomBytes(32).toString('base64url')
  const server = createServer((request, response) => {
    void answer(request, kv, token)
      .catch((error: unknown) => ({ status: 500, body: refusal(10_001, String(error)) }))
      .then(({ status, body }) => response.writeHead(status).end(body))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${root}`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(request: IncomingMessage, kv: Kv, token: string): Promise<Answer> {
  if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`))
    return { status: 401, body: refusal(codes.notLetIn, 'Authentication error') }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (request.method === 'GET' && pathname === `${root}/keys`)
    return { status: 200, body: accepted((await kv.list(searchParams.get('prefix') ?? '')).map((name) => ({ name }))) }
  const name = pathname.startsWith(`${root}/values/`) ? decoded(pathname.slice(`${root}/values/`.length)) : undefined
  return (name && (await ofValue(request, name, kv))) || { status: 404, body: refusal(codes.notFound, 'No such route') }
}

async function ofValue(request: IncomingMessage, name: string, kv: Kv): Promise<Answer | undefined> {
  if (request.method === 'GET') {
    const body = await kv.get(name)
    return body ? { status: 200, body } : { status: 404, body: refusal(codes.nothingThere, "get: 'key not found'") }
  }
  if (request.method === 'PUT') {
    const value = await read(request)
    if (!value) return { status: 413, body: refusal(10_033, 'the value is too large') }
    await kv.put(name, value)
    return { status: 200, body: accepted({}) }
  }
  if (request.method !== 'DELETE') return undefined
  await kv.delete(name)
  return { status: 200, body: accepted({}) }
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

async function read(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > limits.blobBytes) return undefined
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/** Takes as long for any wrong token. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
