import { setTimeout as sleep } from 'node:timers/promises'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { exchange, reasonOf, type Reply } from '../http/exchange.ts'
import { limits } from '../../worker/publication/limits.ts'
import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'
import { codes, errorOf, pageOf } from './envelope.ts'
import type { Kv } from './kv.ts'

/** A namespace of Workers KV behind Cloudflare's API, or something that speaks it. */
export interface RestKv {
  /** For messages. */
  readonly name: string
  /** Of the namespace, without a slash at the end. */
  readonly url: string
  readonly token: string
  /** What to do when the token is not let in, when the namespace is not there, and when there is no answer. */
  readonly help: { readonly token: string; readonly namespace: string; readonly silence: string }
  readonly signal: AbortSignal
  /** How often to ask before giving up; 6 unless told. */
  readonly attempts?: number
  /** Milliseconds before the second attempt, twice as many before the third; 250 unless told. */
  readonly pause?: number
}

/** Milliseconds for one request, and the longest that the other side may ask us to wait. */
const patience = 30_000

/** Keys come a thousand at a time; an environment has a few dozen. */
const mostPages = 100

/** @throws Failure exit 1 from each function, when there is no answer or it is a no; the token is in no message */
export function restKv(api: RestKv): Kv {
  const valueOf = (name: string): string => `/values/${encodeURIComponent(name)}`
  return {
    name: api.name,
    async get(name) {
      const reply = await ask(api, 'GET', valueOf(name))
      if (isAbsent(reply)) return undefined
      return require(api, 'GET', name, reply)
    },
    async put(name, value) {
      const body = typeof value === 'string' ? new TextEncoder().encode(value) : value
      require(api, 'PUT', name, await ask(api, 'PUT', valueOf(name), body))
    },
    async list(prefix) {
      const names: string[] = []
      let cursor = ''
      for (let page = 0; page < mostPages; page += 1) {
        const query = new URLSearchParams({ prefix, ...(cursor === '' ? {} : { cursor }) })
        const found = pageOf(require(api, 'GET', prefix, await ask(api, 'GET', `/keys?${query.toString()}`)))
        if (!found)
          throw new Failure(`${api.name} answered something else than names`, {
            exit: Exit.problems,
            help: api.help.silence,
          })
        names.push(...found.names.filter((one) => one.startsWith(prefix)))
        cursor = found.cursor
        if (cursor === '') return names
      }
      throw new Failure(`${api.name} has more names that begin with ${visible(prefix)} than anybody published`, {
        exit: Exit.problems,
      })
    },
    async delete(name, signal = api.signal) {
      const reply = await ask({ ...api, signal }, 'DELETE', valueOf(name))
      if (!isAbsent(reply)) require(api, 'DELETE', name, reply)
    },
  }
}

/** Asks again, later each time, while the answer is one that another attempt may change. */
async function ask(api: RestKv, method: string, path: string, body?: Uint8Array): Promise<Reply> {
  const { attempts = 6, pause = 250, signal } = api
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === attempts
    const reply = await once(api, method, path, body).catch((error: unknown) => {
      if (signal.aborted || last) throw unreachable(api, error)
    })
    if (reply && (last || (reply.status !== 429 && reply.status < 500))) return reply
    // Half of it by chance: whoever failed together is not to come back together.
    const wait = pause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
    await sleep(Math.max(wait, askedFor(reply)), undefined, { signal })
  }
}

function once(api: RestKv, method: string, path: string, body: Uint8Array | undefined): Promise<Reply> {
  const headers = { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/octet-stream' }
  const request: RequestInit = { method, headers, redirect: 'error' }
  if (body) request.body = body as Uint8Array<ArrayBuffer>
  return exchange(`${api.url}${path}`, request, { most: limits.blobBytes, patience, signal: api.signal })
}

/** Milliseconds that `Retry-After` asks for; a date there counts as nothing. */
function askedFor(reply: Reply | void): number {
  const seconds = Number(reply?.headers.get('retry-after') ?? 0)
  return seconds > 0 ? Math.min(seconds * 1000, patience) : 0
}

/** A namespace that is not there is a 404 as well. */
function isAbsent({ status, bytes }: Reply): boolean {
  return status === 404 && errorOf(bytes).code === codes.nothingThere
}

function require(api: RestKv, method: string, name: string, { status, bytes }: Reply): Uint8Array {
  const request = `${method} ${visible(name)}`
  if (status >= 200 && status <= 299) {
    if (bytes) return bytes
    throw new Failure(`the answer of ${api.name} to ${request} is too large`, { exit: Exit.problems })
  }
  const said = visible(shorten(errorOf(bytes).message.replaceAll(api.token, '***'), 200))
  const help =
    status === 400 || status === 401 || status === 403
      ? api.help.token
      : status === 404
        ? api.help.namespace
        : api.help.silence
  throw new Failure(`${api.name} answered ${status} to ${request}${said === '' ? '' : `: ${said}`}`, {
    exit: Exit.problems,
    help,
  })
}

function unreachable({ name, token, help }: RestKv, cause: unknown): Failure {
  const reason = visible(shorten(reasonOf(cause).replaceAll(token, '***'), 200))
  return new Failure(`${name} cannot be reached: ${reason}`, { exit: Exit.problems, help: help.silence, cause })
}
