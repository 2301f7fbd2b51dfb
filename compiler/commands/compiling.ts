import { loadFolder } from '../load/disk.ts'
import type { SoundModel } from '../model/model.ts'
import { compile, type Compilation } from '../pipeline.ts'
import type { Document } from '../source/document.ts'
import type { World } from './command.ts'
import { memoriesOf } from './memory.ts'
import { printProblems } from './problems.ts'
import type { Project } from './project.ts'

/** A sound model and the revision it was compiled from. */
export interface Compiled {
  readonly model: SoundModel
  /** The full git commit id, or `worktree`. */
  readonly revision: string
  /** The files as parsed. */
  readonly documents: readonly Document[]
}

/** Compiles the files on disk; every error is in the report, and nobody looks for the rest, which only `validate` shows. */
export async function compileFolder(project: Project, world: World): Promise<Compilation> {
  const compilation = await compileUnsaved(project, world)
  memoriesOf(project).save()
  return compilation
}

/** The same, for somebody who has something better to do first than to save the cache. */
export function compileUnsaved(project: Project, world: World): Promise<Compilation> {
  const { cache, sightings } = memoriesOf(project)
  return compile(loadFolder(project.flags, project.shownAs, undefined, sightings), world.now(), cache, 'error')
}

/** Compiles the files on disk; when there are errors, prints them to stderr and gives undefined. */
export async function compileWorktree(project: Project, world: World): Promise<Compiled | undefined> {
  return soundOrSaid(await compileFolder(project, world), 'worktree', world)
}

/** The sound model of a compilation; when there are errors, prints them to stderr and gives undefined. */
export function soundOrSaid(
  { model, report, documents }: Compilation,
  revision: string,
  world: World,
): Compiled | undefined {
  const sound = report.sound(model)
  if (sound) return { model: sound, revision, documents }
  printProblems(report, 'error', world)
  return undefined
}
