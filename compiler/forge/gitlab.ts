import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import type { Comment, Request, Thread } from './forge.ts'
import { type Api, ask } from './http.ts'
import { numberAt, textAt } from '../http/json.ts'
import { paged } from './pages.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The merge request of the running pipeline, from the variables that GitLab sets and the token that people set.
 * @throws Failure when one of them is missing
 */
export async function openGitlab(env: Env, signal: AbortSignal): Promise<Request> {
  const project = digits(env, 'CI_PROJECT_ID')
  const number = digits(env, 'CI_MERGE_REQUEST_IID')
  const token = env['HALYARD_GITLAB_TOKEN'] ?? ''
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Failure('HALYARD_GITLAB_TOKEN is not set', {
      help: 'make a project access token with the scope `api` and the role Reporter, and set it as a masked CI/CD variable',
    })
  const url = env['CI_API_V4_URL'] ?? ''
  const permission = 'the scope `api` and the role Reporter'
  const api: Api = { name: 'GitLab', url, headers: { 'PRIVATE-TOKEN': token }, permission, signal }
  const author = numberAt(await ask(api, '/user'), 'id')
  const head = env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || (env['CI_COMMIT_SHA'] ?? '')
  const top = env['CI_PROJECT_URL']
  return {
    thread: thread(api, `/projects/${project}/merge_requests/${number}/notes`, `!${number}`, author),
    head,
    runUrl: env['CI_PIPELINE_URL'],
    commitUrl: top === undefined ? undefined : `${top}/-/commit/`,
  }
}

function thread(api: Api, notes: string, name: string, author: number | undefined): Thread {
  return {
    name,
    async *comments() {
      for await (const item of paged(api, `${notes}?sort=asc&order_by=created_at&`)) yield* comment(item, author)
    },
    async create(body) {
      await ask(api, notes, { method: 'POST', body: { body } })
    },
    async update(id, body) {
      await ask(api, `${notes}/${id}`, { method: 'PUT', body: { body } })
    },
  }
}

function* comment(item: unknown, author: number | undefined): Generator<Comment> {
  const id = numberAt(item, 'id')
  if (id === undefined) return
  const by = numberAt(item, 'author', 'id')
  yield { id, body: textAt(item, 'body'), isOwn: by !== undefined && by === author }
}

function digits(env: Env, name: string): string {
  const value = env[name] ?? ''
  if (/^\d+$/.test(value)) return value
  throw new Failure(value === '' ? `${name} is not set` : `${name} is \`${visible(value)}\``, {
    help: 'run it in a pipeline of a merge request',
  })
}
