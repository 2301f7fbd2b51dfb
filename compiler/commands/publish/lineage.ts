import type { Publication } from '../../../schema/types.ts'
import { Failure } from '../../diagnostics/failure.ts'
import { openRepository, type Repository } from '../../git/repository.ts'
import { isShallow, type Relation, relate } from '../../git/revision.ts'
import type { Refusal } from '../../model/plan.ts'
import type { World } from '../command.ts'
import { commitOf } from '../sync/base.ts'

/** Says why a revision may not follow the one that is served. */
export type AskLineage = (served: Publication) => Promise<Refusal[]>

/**
 * Asks git which of two revisions is newer. Where nobody can tell, a note on stderr says so once, and nothing is refused: it
 * must be possible to publish with nothing but a token.
 * @param folder inside the repository, if there is one
 */
export async function askLineage(revision: string, folder: string, world: World): Promise<AskLineage> {
  const repository = await openRepository(folder).catch(noRepository)
  const unsure = new Set<string>()
  return async (served) => {
    const [base, head] = [commitOf(served.revision), commitOf(revision)]
    if (base === null) return []
    const relation = repository && head !== null ? await relationOf(repository, base, head) : 'unknown'
    const [from, to] = [base.slice(0, 7), revision.slice(0, 7)]
    if (relation === 'ancestor') return [older(from, to)]
    if (relation === 'diverged') return [diverged(from, to)]
    if (relation === 'unknown' && !unsure.has(base)) {
      unsure.add(base)
      world.stderr.write(`note: ${from} is served, and git cannot tell here whether ${to} is newer\n`)
    }
    return []
  }
}

/** A clone that holds a part of the history knows what follows what, but not what does not. */
async function relationOf(repository: Repository, base: string, head: string): Promise<Relation> {
  const relation = await relate(repository, base, head)
  return relation === 'diverged' && isShallow(repository) ? 'unknown' : relation
}

function older(from: string, to: string): Refusal {
  return {
    code: 'older-commit',
    message: `${from} is served, which is newer than ${to}`,
    help: 'to go back to the older commit: --allow-rollback',
  }
}

function diverged(from: string, to: string): Refusal {
  return {
    code: 'diverged',
    message: `${from} is served, which is not part of the history of ${to}`,
    help: 'if this history is the right one: --allow-diverged',
  }
}

function noRepository(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error
}
