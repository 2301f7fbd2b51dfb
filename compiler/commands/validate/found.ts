import { Report } from '../../diagnostics/report.ts'
import { loadFolder } from '../../load/disk.ts'
import type { World } from '../command.ts'
import { memoriesOf } from '../memory.ts'
import type { Project } from '../project.ts'

/** What there is to say about the files on disk. */
export interface Found {
  readonly report: Report
  readonly files: number
  readonly flags: number
  readonly environments: number
}

/** As a compilation finds it; where nothing has changed since the last one, what that one found. */
export async function findProblems(project: Project, world: World): Promise<Found> {
  const memories = memoriesOf(project)
  const { sightings, outcomes } = memories
  const [report, now] = [new Report(), world.now()]
  const files = await loadFolder(project.flags, project.shownAs, undefined, sightings)(report)
  const known = report.diagnostics.length === 0 ? outcomes.recall(files, now) : undefined
  if (known) {
    memories.save()
    return { ...known, report: new Report(known.diagnostics), files: files.length }
  }
  const all = files.length
  const isClean = report.diagnostics.length === 0
  const [{ compileFiles }, { steadyAround }] = await Promise.all([
    import('../../pipeline.ts'),
    import('../../check/steady.ts'),
  ])
  const { model } = compileFiles(files, report, now, memories.cache)
  const [flags, environments] = [model.flags.size, model.environments.size]
  const holds = isClean ? steadyAround(model, now) : undefined
  if (holds) outcomes.keep(files, holds, { diagnostics: report.diagnostics, flags, environments })
  memories.save()
  return { report, files: all, flags, environments }
}
