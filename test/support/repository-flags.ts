import { fileURLToPath } from 'node:url'
import { loadFolder } from '../../compiler/load/disk.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { compile } from '../../compiler/pipeline.ts'

/** The top of this repository, whose `flags/` is the demo. */
export const top = fileURLToPath(new URL('../../', import.meta.url))

/** The model of `flags/`, as of 2026-11-23T12:00:00Z. */
export async function repositoryFlags(): Promise<SoundModel> {
  const { model, report } = await compile(loadFolder(`${top}flags`, 'flags'), Date.parse('2026-11-23T12:00:00Z'))
  const sound = report.sound(model)
  if (!sound) throw new Error(report.diagnostics.map(({ message }) => message).join('\n'))
  return sound
}
