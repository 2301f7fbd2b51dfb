import { existsSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { loadFolder } from '../../load/disk.ts'
import { isTestFile } from '../../load/intake.ts'
import type { Loaded } from '../../pipeline.ts'
import type { SoundModel } from '../../model/model.ts'
import type { Case } from '../../testing/case.ts'
import { groupsOf } from '../../testing/mutation/excerpt.ts'
import { findProject, type Project } from '../project.ts'

/** The flag repository a path belongs to, and a loader for the tests at that path. */
export interface Tests {
  readonly project: Project
  readonly load: Loaded
  /** Only some of the repository's tests lie there. */
  readonly narrow: boolean
}

/** PATH is a flag repository, or a folder or file of tests inside its `flags` folder; without one, the nearest repository. */
export function findTests(cwd: string, path?: string): Tests {
  const above = path === undefined ? undefined : flagsAbove(resolve(cwd, path))
  if (path === undefined || above === undefined || !existsSync(resolve(cwd, path))) {
    const project = findProject(cwd, path)
    return { project, load: loadFolder(project.flags, project.shownAs, isTestFile), narrow: false }
  }
  const shownAs = relative(cwd, resolve(cwd, path)).split(sep).join('/') || '.'
  const load = loadFolder(resolve(cwd, path), shownAs, isTestFile)
  return { project: findProject(cwd, above), load, narrow: resolve(cwd, path) !== above }
}

/** The outermost `flags` folder that holds a path, or is it. */
function flagsAbove(path: string): string | undefined {
  const parent = dirname(path)
  if (parent === path) return undefined
  return flagsAbove(parent) ?? (basename(path) === 'flags' ? path : undefined)
}

/** Is the text, whatever its case, in the name, the flag or the file of a case? */
export function matching({ name, flag, place }: Case, text: string): boolean {
  const wanted = text.toLowerCase()
  return [name, flag.key, place.file.path].some((one) => one.toLowerCase().includes(wanted))
}

/** The flags that some cases ask for, and the groups these use: what those cases can be measured by. */
export function onlyAsked(model: SoundModel, cases: readonly Case[]): SoundModel {
  const flags = new Map(cases.map(({ flag }) => [flag.key, flag]))
  const groups = [...flags.values()].flatMap((flag) =>
    [...flag.assignments.values()].flatMap((list) => [...groupsOf(list)]),
  )
  return { ...model, flags, groups: new Map(groups.map((group) => [group.key, group])) }
}
