import { Failure } from '../diagnostics/failure.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { findCommit } from '../git/revision.ts'
import type { SoundModel } from '../model/model.ts'
import type { Document } from '../source/document.ts'
import type { World } from './command.ts'
import { compileCommit } from './compiling-commit.ts'
import type { Project } from './project.ts'

/** What the commit at HEAD says. */
export interface Committed {
  readonly repository: Repository
  readonly head: string
  readonly model: SoundModel
  readonly documents: readonly Document[]
}

/**
 * Reads what is committed, and again only when HEAD has moved: every saved edit asks. Undefined outside of a repository,
 * before its first commit, and when that commit has an error.
 */
export function committedReader(project: Project, world: World): () => Promise<Committed | undefined> {
  let last: { readonly head: string; readonly committed: Committed | undefined } | undefined
  return async () => {
    const repository = await openRepository(project.root).catch(noRepository)
    const head = repository && (await findCommit(repository, 'HEAD'))
    if (!repository || !head) return undefined
    if (last?.head !== head) last = { head, committed: await read(repository, head, project, world) }
    return last.committed
  }
}

/** Not every folder is a repository that git reads; anything but git's own refusal is a fault, and goes on. */
function noRepository(error: unknown): undefined {
  if (!(error instanceof Failure)) throw error
}

async function read(
  repository: Repository,
  head: string,
  project: Project,
  world: World,
): Promise<Committed | undefined> {
  const { model, report, documents } = await compileCommit(project, repository, head, world, 'error')
  const sound = report.sound(model)
  return sound && { repository, head, model: sound, documents }
}
