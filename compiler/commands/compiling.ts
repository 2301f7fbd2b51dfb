import { openRepository, type Repository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { insideRepository, loadCommit } from '../git/tree.ts'
import { loadFolder } from '../load/disk.ts'
import { intake } from '../load/intake.ts'
import type { SoundModel } from '../model/model.ts'
import { compile, type Compilation } from '../pipeline.ts'
import type { World } from './command.ts'
import { printProblems } from './problems.ts'
import type { Project } from './project.ts'

/** A sound model and the revision it was compiled from. */
export interface Compiled {
  readonly model: SoundModel
  /** The full git commit id, or `worktree`. */
  readonly revision: string
}

/** Compiles the files on disk; every problem is in the report. */
export function compileFolder(project: Project, world: World): Promise<Compilation> {
  return compile(loadFolder(project.flags, project.shownAs), world.now())
}

/** Compiles the flags folder of a commit, whatever lies on disk; every problem is in the report. */
export function compileCommit(
  project: Project,
  repository: Repository,
  commit: string,
  world: World,
): Promise<Compilation> {
  const folder = insideRepository(repository, project.flags)
  return compile(loadCommit(repository, commit, folder, project.shownAs, intake), world.now())
}

/** Compiles the files on disk; when there are errors, prints them to stderr and gives undefined. */
export async function compileWorktree(project: Project, world: World): Promise<Compiled | undefined> {
  return soundOrSaid(await compileFolder(project, world), 'worktree', world)
}

/** Compiles the commit at HEAD; when there are errors, prints them to stderr and gives undefined. */
export async function compileHead(project: Project, world: World): Promise<Compiled | undefined> {
  const repository = await openRepository(project.root)
  const commit = await resolveCommit(repository, 'HEAD')
  return soundOrSaid(await compileCommit(project, repository, commit, world), commit, world)
}

/** The sound model of a compilation; when there are errors, prints them to stderr and gives undefined. */
export function soundOrSaid({ model, report }: Compilation, revision: string, world: World): Compiled | undefined {
  const sound = report.sound(model)
  if (sound) return { model: sound, revision }
  printProblems(report, 'error', world)
  return undefined
}
