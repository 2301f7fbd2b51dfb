import { Exit, Failure } from '../diagnostics/failure.ts'
import { exchange, reasonOf, type Reply } from '../http/exchange.ts'
import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'

/** Whom to ask, and as whom. */
export interface Api {
  /** `GitHub`, `GitLab`. */
  readonly name: string
  /** Without a slash at the end. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** What the token has to be allowed to do. */
  readonly permission: string
  readonly signal: AbortSignal
}

/** In milliseconds. */
const patience = 30_000

/** A hundred comments of the largest size are less. */
const mostBytes = 64 * 1024 * 1024

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT'
  readonly body?: unknown
  readonly most?: number
}

/**
 * One request; the answer as JSON.
 * @throws Failure exit 1 when there is no answer or it is not a yes
 */
export async function ask(api: Api, path: string, question: Question = {}): Promise<unknown> {
  const bytes = await fetched(api, path, question)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new Failure(`${api.name} did not answer with JSON at ${api.url}${visible(path)}`, {
      exit: Exit.problems,
      cause,
    })
  }
}

/** One request; the answer as bytes. */
export async function fetched(
  api: Api,
  path: string,
  { method = 'GET', body, most = mostBytes }: Question = {},
): Promise<Uint8Array> {
  const { status, bytes } = await reached(api, path, most, {
    method,
    headers: { ...api.headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (status < 200 || status > 299) throw refused(api, `${method} ${path}`, status, bytes)
  if (bytes) return bytes
  throw new Failure(`the answer of ${api.name} to ${visible(path)} is too large`, { exit: Exit.problems })
}

async function reached(api: Api, path: string, most: number, request: RequestInit): Promise<Reply> {
  try {
    return await exchange(`${api.url}${path}`, request, { most, patience, signal: api.signal })
  } catch (cause) {
    throw new Failure(`${api.name} cannot be reached at ${api.url}: ${visible(reasonOf(cause))}`, {
      exit: Exit.problems,
      help: 'try again; the comment is as it was',
      cause,
    })
  }
}

function refused(api: Api, request: string, status: number, bytes: Uint8Array | undefined): Failure {
  const said = /"message"\s*:\s*"([^"]*)"/.exec(Buffer.from(bytes ?? []).toString())?.[1] ?? ''
  const detail = said === '' ? '' : `: ${visible(shorten(said, 200))}`
  const help =
    status === 401 || status === 403 || status === 404
      ? `the token needs ${api.permission}`
      : 'try again; the comment is as it was'
  return new Failure(`${api.name} answered ${status} to ${visible(request)}${detail}`, { exit: Exit.problems, help })
}
