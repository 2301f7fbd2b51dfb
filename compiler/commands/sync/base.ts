import { Exit, Failure } from '../../diagnostics/failure.ts'
import type { Repository } from '../../git/repository.ts'
import { isShallow, relate } from '../../git/revision.ts'

/** What the user allows beyond following the history forwards. */
export interface Allowed {
  readonly rollback: boolean
  readonly diverged: boolean
}

/** The commit applied last, or null when the database follows no commit yet (a store that `dev` filled from disk). */
export function commitOf(base: string | null): string | null {
  return base !== null && /^[0-9a-f]{40,64}$/.test(base) ? base : null
}

/**
 * May `head` follow `base`? Only what came later in the same history may, unless the user says otherwise.
 * @throws Failure exit 4, naming both commits and the option that allows it
 */
export async function permit(
  repository: Repository,
  base: string | null,
  head: string,
  allowed: Allowed,
): Promise<void> {
  const commit = commitOf(base)
  if (commit === null) return
  const relation = await relate(repository, commit, head)
  const [from, to] = [commit.slice(0, 7), head.slice(0, 7)]
  if (relation === 'ancestor' && !allowed.rollback)
    throw refused(
      `the database is at ${from}, which is newer than ${to}`,
      'to go back to the older commit',
      '--allow-rollback',
    )
  if (relation === 'diverged' && !allowed.diverged)
    throw refused(`the database is at ${from}, which is not part of the history of ${to}`, ...elsewhere)
  if (relation === 'unknown' && !allowed.diverged) throw unknown(repository, from)
}

const elsewhere = ['if this history is the right one', '--allow-diverged'] as const

function unknown(repository: Repository, from: string): Failure {
  if (isShallow(repository))
    return new Failure(`the database is at ${from}, which this clone does not hold`, {
      exit: Exit.refused,
      help: `run \`git -C ${repository.top} fetch --unshallow\`; in CI, check out with fetch-depth: 0`,
    })
  return refused(`the database is at ${from}, a commit this repository does not know`, ...elsewhere)
}

function refused(message: string, when: string, option: string): Failure {
  return new Failure(message, { exit: Exit.refused, help: `${when}: halyard sync ${option}` })
}
