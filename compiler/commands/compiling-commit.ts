import { openRepository, type Repository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { insideRepository, loadCommit } from '../git/tree.ts'
import type { Severity } from '../diagnostics/diagnostic.ts'
import { intake } from '../load/intake.ts'
import { compile, type Compilation } from '../pipeline.ts'
import type { World } from './command.ts'
import { type Compiled, soundOrSaid } from './compiling.ts'
import { memoriesOf } from './memory.ts'
import type { Project } from './project.ts'

/**
 * Compiles the flags folder of a commit, whatever lies on disk; every problem is in the report that is at least this
 * severe.
 */
export async function compileCommit(
  project: Project,
  repository: Repository,
  commit: string,
  world: World,
  least?: Severity,
): Promise<Compilation> {
  const folder = insideRepository(repository, project.flags)
  const load = loadCommit(repository, commit, folder, project.shownAs, intake)
  const compilation = await compile(load, world.now(), memoriesOf(project).cache, least)
  memoriesOf(project).save()
  return compilation
}

/** Compiles the commit at HEAD; when there are errors, prints them to stderr and gives undefined. */
export async function compileHead(project: Project, world: World): Promise<Compiled | undefined> {
  const repository = await openRepository(project.root)
  const commit = await resolveCommit(repository, 'HEAD')
  return soundOrSaid(await compileCommit(project, repository, commit, world, 'error'), commit, world)
}
