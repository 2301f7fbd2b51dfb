import { readFileSync } from 'node:fs'
import { planOfRun } from '../../forge/artifact.ts'
import type { Request } from '../../forge/forge.ts'
import { githubThread, openGithub } from '../../forge/github.ts'
import { openGitlab } from '../../forge/gitlab.ts'
import { pullRequestsOf, readWorkflowRun } from '../../forge/workflow-run.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { mostPlanBytes } from '../../validate/plan-file.ts'
import type { World } from '../command.ts'

/** Where to comment, and the plan that a run has kept. */
export interface Asked {
  readonly requests: readonly Request[]
  /** Undefined when the run has kept none. */
  kept(): Promise<Uint8Array | undefined>
}

/**
 * What the surroundings say: the pull requests of the run that started a workflow of GitHub, or the merge request of a
 * pipeline of GitLab. Which one that is, and of which commit, is never taken from a plan.
 */
export async function findRequests(author: string, world: World): Promise<Asked> {
  const { env, signal } = world
  if (env['GITLAB_CI'] === 'true')
    return { requests: [await openGitlab(env, signal)], kept: () => Promise.resolve(undefined) }
  const repository = openGithub(env, signal)
  const run = readWorkflowRun(readEvent(env['GITHUB_EVENT_PATH']))
  const numbers = await pullRequestsOf(repository, run)
  return {
    requests: numbers.map((number) => ({
      thread: githubThread(repository, number, author),
      head: run.head,
      runUrl: `${repository.url}/actions/runs/${run.id}`,
      commitUrl: `${repository.url}/commit/`,
    })),
    kept: () => planOfRun(repository, run.id, mostPlanBytes),
  }
}

function readEvent(path: string | undefined): unknown {
  const help = 'run it in a workflow of GitHub Actions, or in a pipeline of GitLab'
  if (path === undefined) throw new Failure('GITHUB_EVENT_PATH is not set', { help })
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Failure('the file at GITHUB_EVENT_PATH cannot be read', { help, cause })
  }
}
