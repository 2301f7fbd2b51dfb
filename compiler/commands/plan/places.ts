import { siteOf } from '../../diagnostics/located.ts'
import type { Finder } from '../../plan/document.ts'
import type { World } from '../command.ts'
import type { Project } from '../project.ts'
import { belowTop } from '../workspace.ts'

/** Finds places by line and column, with paths from the top of the repository. */
export function finderIn(project: Project, world: World): Finder {
  const below = belowTop(project, world)
  return (place) => {
    const { file, start } = siteOf(place)
    return { file: `${below}${file.path}`, line: start.line, column: start.column }
  }
}
