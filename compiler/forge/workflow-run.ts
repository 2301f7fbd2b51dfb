import { Exit, Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import { type GithubRepository } from './github.ts'
import { numberAt, textAt } from '../http/json.ts'
import { paged } from './pages.ts'

/** The run that a workflow was started by, as GitHub tells it; nothing of it comes from the run itself. */
export interface WorkflowRun {
  readonly id: number
  readonly head: string
  readonly branch: string
  /** `OWNER/REPOSITORY` of the fork, or of this repository. */
  readonly headRepository: string
}

/** @throws Failure when the event is of another kind */
export function readWorkflowRun(event: unknown): WorkflowRun {
  const id = numberAt(event, 'workflow_run', 'id')
  const head = textAt(event, 'workflow_run', 'head_sha')
  if (id === undefined || !/^[0-9a-f]{40,64}$/.test(head))
    throw new Failure('this workflow was not started by another one', {
      help: 'it belongs into a workflow with `on: workflow_run`; `halyard init --ci github` writes one',
    })
  const cause = textAt(event, 'workflow_run', 'event')
  if (cause !== 'pull_request')
    throw new Failure(`the run was started by \`${visible(cause)}\` and not by a pull request`, { exit: Exit.usage })
  return {
    id,
    head,
    branch: textAt(event, 'workflow_run', 'head_branch'),
    headRepository: textAt(event, 'workflow_run', 'head_repository', 'full_name'),
  }
}

/**
 * The numbers of the open pull requests whose head the run was of. The event names them only for branches of the
 * repository itself, so GitHub is asked; a pull request that has moved on since is not among them.
 */
export async function pullRequestsOf({ api, name }: GithubRepository, run: WorkflowRun): Promise<number[]> {
  const [owner = ''] = run.headRepository.split('/')
  if (owner === '' || run.branch === '') return []
  const head = encodeURIComponent(`${owner}:${run.branch}`)
  const found: number[] = []
  for await (const item of paged(api, `/repos/${name}/pulls?state=open&head=${head}&`)) {
    const number = numberAt(item, 'number')
    const isIt =
      textAt(item, 'head', 'sha') === run.head &&
      textAt(item, 'head', 'ref') === run.branch &&
      textAt(item, 'head', 'repo', 'full_name') === run.headRepository &&
      textAt(item, 'base', 'repo', 'full_name') === name
    if (isIt && number !== undefined) found.push(number)
  }
  return found
}
