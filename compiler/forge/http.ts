import { Exit, Failure } from '../diagnostics/failure.ts'
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
  const answer = await reached(api, path, {
    method,
    headers: {
      ...api.headers,
      'User-Agent': 'halyard',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any([api.signal, AbortSignal.timeout(patience)]),
  })
  const bytes = await limited(answer, most)
  if (answer.ok) {
    if (bytes) return bytes
    throw new Failure(`the answer of ${api.name} to ${visible(path)} is too large`, { exit: Exit.problems })
  }
  throw refused(api, `${method} ${path}`, answer.status, bytes)
}

async function reached(api: Api, path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(`${api.url}${path}`, request)
  } catch (cause) {
    const { message, cause: reason } = cause as Error
    const detail = reason instanceof Error ? reason.message : message
    throw new Failure(`${api.name} cannot be reached at ${api.url}: ${visible(detail)}`, {
      exit: Exit.problems,
      help: 'try again; the comment is as it was',
      cause,
    })
  }
}

/** Undefined when there are more bytes than that; no more of them are read. */
async function limited(answer: Response, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
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
