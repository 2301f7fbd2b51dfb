import type { Repository } from '../../git/repository.ts'
import { isShallow, relate } from '../../git/revision.ts'
import type { Refusal } from '../../model/plan.ts'

/** What the user allows beyond following the history forwards. */
export interface Allowed {
  readonly rollback: boolean
  readonly diverged: boolean
  /** More rows changed or removed than looks like a person's edit. */
  readonly massChange: boolean
  /** No flag left at all. */
  readonly empty: boolean
  /** Something is taken away that is on in a protected environment, or that others hang on. */
  readonly removal: boolean
}

/** The commit applied last, or null when the database follows no commit yet (a store that `dev` filled from disk). */
export function commitOf(base: string | null): string | null {
  return base !== null && /^[0-9a-f]{40,64}$/.test(base) ? base : null
}

/**
 * Why `head` may not follow `base`, which only what came later in the same history may; undefined when it may, or when the
 * user allows it. With `older-commit` and `diverged` the option that lifts it is named.
 */
export async function lineageRefusal(
  repository: Repository,
  base: string | null,
  head: string,
  allowed: Allowed,
): Promise<Refusal | undefined> {
  const commit = commitOf(base)
  if (commit === null) return undefined
  const relation = await relate(repository, commit, head)
  const [from, to] = [commit.slice(0, 7), head.slice(0, 7)]
  if (relation === 'ancestor' && !allowed.rollback)
    return {
      code: 'older-commit',
      message: `the database is at ${from}, which is newer than ${to}`,
      help: 'to go back to the older commit: --allow-rollback',
    }
  if (relation === 'diverged' && !allowed.diverged)
    return diverged(`the database is at ${from}, which is not part of the history of ${to}`)
  if (relation !== 'unknown' || allowed.diverged) return undefined
  if (!isShallow(repository)) return diverged(`the database is at ${from}, a commit this repository does not know`)
  return {
    code: 'shallow-history',
    message: `the database is at ${from}, which this clone does not hold`,
    help: `run \`git -C ${repository.top} fetch --unshallow\`; in CI, check out with fetch-depth: 0`,
  }
}

function diverged(message: string): Refusal {
  return { code: 'diverged', message, help: 'if this history is the right one: --allow-diverged' }
}
