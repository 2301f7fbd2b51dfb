import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly token: string | undefined
  readonly body: unknown
}

export interface StoredComment {
  id: number
  body: string
  user: { login: string }
  /** On GitLab. */
  author?: { id: number }
}

/** What a test's GitHub knows. */
export interface Hosted {
  comments: StoredComment[]
  pulls: unknown[]
  artifacts: unknown[]
  zip: Uint8Array
  /** Answers instead of everything else, when it answers. */
  fail?: (asked: Asked) => { status: number; body: string } | undefined
}

/** The part of the APIs of GitHub and GitLab that comments need, as their documentation describes it, on a port of this machine. */
export async function openForge(hosted: Hosted): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer((request, response) => void answer(request, response, hosted, asked))
  await listening(server)
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
}

async function answer(request: IncomingMessage, response: ServerResponse, hosted: Hosted, log: Asked[]): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const { method = '', url = '', headers } = request
  const asked = {
    method,
    path: url,
    token: headers.authorization ?? (headers['private-token'] as string | undefined),
    body: text === '' ? undefined : JSON.parse(text),
  }
  log.push(asked)
  const failure = hosted.fail?.(asked)
  if (failure) return void response.writeHead(failure.status).end(failure.body)
  const found = route(asked, hosted)
  if (found instanceof Uint8Array) return void response.writeHead(200).end(found)
  response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(found ?? { message: 'Not Found' }))
}

function route({ method, path, body }: Asked, hosted: Hosted): unknown {
  const { pathname, searchParams } = new URL(path, 'http://x')
  const page = (list: readonly unknown[]): unknown[] => {
    const size = Number(searchParams.get('per_page') ?? 30)
    const start = (Number(searchParams.get('page') ?? 1) - 1) * size
    return list.slice(start, start + size)
  }
  const comment = (body as { body?: string } | undefined)?.body ?? ''
  if (pathname === '/repos/o/r/issues/7/comments' && method === 'GET') return page(hosted.comments)
  if (pathname === '/repos/o/r/issues/7/comments' && method === 'POST') {
    const id = hosted.comments.length + 1000
    hosted.comments.push({ id, body: comment, user: { login: 'github-actions[bot]' } })
    return { id }
  }
  const edited = /^\/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(pathname)?.[1]
  if (edited !== undefined && method === 'PATCH') {
    const found = hosted.comments.find(({ id }) => id === Number(edited))
    if (found) found.body = comment
    return found
  }
  if (pathname === '/user') return { id: 42 }
  if (pathname === '/projects/3/merge_requests/7/notes' && method === 'GET') return page(hosted.comments)
  if (pathname === '/projects/3/merge_requests/7/notes' && method === 'POST') {
    hosted.comments.push({ id: 1000, body: comment, user: { login: '' }, author: { id: 42 } })
    return { id: 1000 }
  }
  const note = /^\/projects\/3\/merge_requests\/7\/notes\/(\d+)$/.exec(pathname)?.[1]
  if (note !== undefined && method === 'PUT') {
    const found = hosted.comments.find(({ id }) => id === Number(note))
    if (found) found.body = comment
    return found
  }
  if (pathname === '/repos/o/r/pulls') return page(hosted.pulls)
  if (pathname === '/repos/o/r/actions/runs/99/artifacts') return { artifacts: hosted.artifacts }
  return pathname === '/repos/o/r/actions/artifacts/5/zip' ? hosted.zip : undefined
}
