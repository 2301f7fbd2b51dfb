import { Exit, Failure } from '../diagnostics/failure.ts'
import { fetchHistory, remoteOf } from './fetch.ts'
import type { Repository } from './repository.ts'
import { findCommit, isShallow, shallowEdge } from './revision.ts'

const steps = ['--deepen=50', '--deepen=500', '--unshallow'] as const

/**
 * Makes sure that the clone holds every commit that head has and base has not, and fetches what is missing from its remote.
 * Both are full commit ids; without a base, the whole history is wanted.
 * @throws Failure exit 4 when that cannot be had: whoever guessed would name the wrong people
 */
export async function deepen(repository: Repository, base: string | undefined, head: string): Promise<void> {
  if (await holds(repository, base, head)) return
  const remote = await remoteOf(repository)
  for (const how of remote === undefined ? [] : steps) {
    // The edge came from the remote; head may be a commit of this clone alone.
    const known = [...shallowEdge(repository), ...(base === undefined ? [] : [base])]
    // A server may refuse commits that no branch is at; then it is asked for its branches.
    const fetched =
      (await fetchHistory(repository, remote ?? '', how, known)) ||
      (await fetchHistory(repository, remote ?? '', how, []))
    if (fetched && (await holds(repository, base, head))) return
  }
  throw tooShallow(repository)
}

/** @throws Failure exit 4 when the clone does not hold every commit that head has and base has not */
export async function requireHistory(repository: Repository, base: string | undefined, head: string): Promise<void> {
  if (!(await holds(repository, base, head))) throw tooShallow(repository)
}

/** In a shallow clone the commits at its edge look as if they had no parents. */
async function holds(repository: Repository, base: string | undefined, head: string): Promise<boolean> {
  if (!isShallow(repository)) return true
  if (base !== undefined && !(await findCommit(repository, base))) return false
  const range = base === undefined ? [head] : [head, `^${base}`]
  const roots = (await repository.text(['rev-list', '--max-parents=0', ...range])).split('\n').filter(Boolean)
  // Behind a base whose own history is cut off, even a true root may be an ancestor of it.
  if (base !== undefined) return roots.length === 0
  const edge = shallowEdge(repository)
  return roots.every((id) => !edge.has(id))
}

export function tooShallow(repository: Repository): Failure {
  return new Failure('this clone holds only a part of the history, so nobody can tell who changed what', {
    exit: Exit.refused,
    help: `run \`git -C ${repository.top} fetch --unshallow\`; in CI, check out with fetch-depth: 0`,
  })
}
