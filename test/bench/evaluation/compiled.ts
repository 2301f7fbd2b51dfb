import { pack } from '../../../compiler/emit/pack.ts'
import { snapshot } from '../../../compiler/emit/snapshot.ts'
import { compile } from '../../../compiler/pipeline.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import type { Snapshot } from '../../../schema/types.ts'
import type { Workload } from './workload.ts'
import { yamlOf } from './yaml.ts'

/** The snapshot of a workload, by the way every snapshot is made: from YAML, through the compiler; with these API keys. */
export async function compiled(workload: Workload, keys: Snapshot['keys'] = []): Promise<Uint8Array> {
  const files = Array.from(yamlOf(workload), ([path, text]) => ({ path, text }))
  const { model, report } = await compile(() => files)
  const sound = report.sound(model)
  if (!sound) throw new Error(report.diagnostics.find(({ severity }) => severity === 'error')?.message)
  return pack({ ...snapshot(desired(sound), 'production', 'worktree'), keys })
}
