import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import type { Comment, Thread } from './forge.ts'
import { type Api, ask } from './http.ts'
import { numberAt, textAt } from '../http/json.ts'
import { paged } from './pages.ts'

/** A repository on GitHub, and how to speak to it. */
export interface GithubRepository {
  readonly api: Api
  /** `OWNER/REPOSITORY`. */
  readonly name: string
  /** Where people look at it. */
  readonly url: string
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * The repository of the running workflow, from the variables that GitHub sets.
 * @throws Failure when one of them is missing
 */
export function openGithub(env: Env, signal: AbortSignal): GithubRepository {
  const name = env['GITHUB_REPOSITORY'] ?? ''
  if (!/^[\w-]+\/(?!\.\.?$)[\w.-]+$/.test(name))
    throw new Failure(name === '' ? 'GITHUB_REPOSITORY is not set' : `GITHUB_REPOSITORY is \`${visible(name)}\``, {
      help: 'run it in a workflow of GitHub Actions',
    })
  const token = env['GITHUB_TOKEN'] ?? ''
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Failure('GITHUB_TOKEN is not set', {
      help: 'give the step `env: { GITHUB_TOKEN: ${{ github.token }} }`, and the job `permissions: { pull-requests: write }`',
    })
  const headers = {
    Accept: 'application/vnd.github+json',
    Authorization: `Bearer ${token}`,
    'X-GitHub-Api-Version': '2022-11-28',
  }
  const api: Api = {
    name: 'GitHub',
    url: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    headers,
    permission: '`permissions: { pull-requests: write, actions: read }`',
    signal,
  }
  return { api, name, url: `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${name}` }
}

/** @param author the login whose comments are its own: a token cannot ask who it is */
export function githubThread({ api, name }: GithubRepository, number: number, author: string): Thread {
  const comments = `/repos/${name}/issues/${number}/comments`
  return {
    name: `#${number}`,
    async *comments() {
      for await (const item of paged(api, `${comments}?`)) yield* comment(item, author)
    },
    async create(body) {
      await ask(api, comments, { method: 'POST', body: { body } })
    },
    async update(id, body) {
      await ask(api, `/repos/${name}/issues/comments/${id}`, { method: 'PATCH', body: { body } })
    },
  }
}

/** A user may call himself anything, but not a bot: its name ends as no name of a user can. */
function* comment(item: unknown, author: string): Generator<Comment> {
  const id = numberAt(item, 'id')
  if (id === undefined) return
  yield { id, body: textAt(item, 'body'), isOwn: textAt(item, 'user', 'login') === author }
}
