import { join } from 'node:path'
import { type Cache, openCache } from '../cache/cache.ts'
import { loadFolder } from '../load/disk.ts'
import type { SoundModel } from '../model/model.ts'
import { compile, type Compilation } from '../pipeline.ts'
import type { World } from './command.ts'
import { printProblems } from './problems.ts'
import type { Project } from './project.ts'
import { version } from './version.ts'

/** A sound model and the revision it was compiled from. */
export interface Compiled {
  readonly model: SoundModel
  /** The full git commit id, or `worktree`. */
  readonly revision: string
}

/** Compiles the files on disk; every problem is in the report. */
export async function compileFolder(project: Project, world: World): Promise<Compilation> {
  const compilation = await compileUnsaved(project, world)
  cacheOf(project).save()
  return compilation
}

/** The same, for somebody who has something better to do first than to save the cache. */
export function compileUnsaved(project: Project, world: World): Promise<Compilation> {
  return compile(loadFolder(project.flags, project.shownAs), world.now(), cacheOf(project))
}

const caches = new WeakMap<Project, Cache>()

/** What a command finds out about files, its next compilation knows, and so does the next command. */
export function cacheOf(project: Project): Cache {
  const cache = caches.get(project) ?? openCache(join(project.root, '.halyard', 'cache'), version)
  caches.set(project, cache)
  return cache
}

/** Compiles the files on disk; when there are errors, prints them to stderr and gives undefined. */
export async function compileWorktree(project: Project, world: World): Promise<Compiled | undefined> {
  return soundOrSaid(await compileFolder(project, world), 'worktree', world)
}

/** The sound model of a compilation; when there are errors, prints them to stderr and gives undefined. */
export function soundOrSaid({ model, report }: Compilation, revision: string, world: World): Compiled | undefined {
  const sound = report.sound(model)
  if (sound) return { model: sound, revision }
  printProblems(report, 'error', world)
  return undefined
}
