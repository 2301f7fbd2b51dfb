import { Exit, Failure } from '../../diagnostics/failure.ts'
import { deepen } from '../../git/deepen.ts'
import type { Repository } from '../../git/repository.ts'
import { insideRepository } from '../../git/tree.ts'
import { desired } from '../../plan/desired.ts'
import { diff } from '../../plan/diff.ts'
import type { Target } from '../../sync/sync.ts'
import type { World } from '../command.ts'
import { compileCommit } from '../compiling-commit.ts'
import { soundOrSaid } from '../compiling.ts'
import type { Project } from '../project.ts'
import { version } from '../version.ts'
import { admit } from './admit.ts'
import { commitAuthors, onlyAuthor } from './authors.ts'
import { commitOf, lineageRefusal } from './base.ts'
import type { Policy } from './policy.ts'
import { weigh, type Wish } from './prepare.ts'

/** How long a sync waits for another one, in milliseconds. */
const patience = 30_000

/** A commit of a flag repository, and what is said of how it may be applied. */
export interface Work {
  readonly project: Project
  readonly repository: Repository
  /** The full id. */
  readonly head: string
  readonly policy: Policy
  readonly world: World
}

/** What is compared to recognise a database that needs nothing. */
export function identityOf({ repository, project, head }: Pick<Work, 'repository' | 'project' | 'head'>) {
  return { revision: head, scope: insideRepository(repository, project.flags), toolVersion: version }
}

/** A commit compiled, with its history to name the authors; undefined when it has errors, which are on stderr then. */
export async function wishOf({ project, repository, head, world }: Work): Promise<Wish | undefined> {
  const compilation = await compileCommit(project, repository, head, world, 'error')
  const sound = soundOrSaid(compilation, head, world)
  if (!sound) return undefined
  const { scope } = identityOf({ project, repository, head })
  return {
    revision: head,
    wanted: desired(sound.model),
    model: sound.model,
    at: world.now(),
    authors: commitAuthors(repository, head, scope, compilation.documents),
    onlyAuthor: onlyAuthor(repository, head, scope),
    rowsAt: async (commit) => {
      const { report, model } = await compileCommit(project, repository, commit, world, 'error')
      const known = report.sound(model)
      return known && desired(known)
    },
  }
}

/**
 * A commit as a target of a sync.
 * @param expected the checksum of the only plan that may be applied; undefined: any
 */
export function commitTarget(
  work: Work,
  wish: Wish,
  {
    runBy,
    expected,
    progress,
  }: {
    runBy: string
    expected?: string | undefined
    progress: NonNullable<Target['progress']>
  },
): Target {
  const { repository, head, policy } = work
  return {
    ...identityOf(work),
    patience,
    runBy,
    progress,
    diff,
    async permit(base) {
      await deepen(repository, commitOf(base) ?? undefined, head)
      const refusal = await lineageRefusal(repository, base, head, policy.allowed)
      if (refusal) throw new Failure(refusal.message, { exit: Exit.refused, help: refusal.help })
    },
    async prepare(situation, queries) {
      const weighed = await weigh(queries, situation, wish, policy.drift)
      admit(weighed, policy, expected)
      return weighed
    },
  }
}
