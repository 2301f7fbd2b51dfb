import { pack } from '../../../compiler/emit/pack.ts'
import { snapshot } from '../../../compiler/emit/snapshot.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { compile } from '../../../compiler/pipeline.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import type { Workload } from './workload.ts'
import { yamlOf } from './yaml.ts'

// A chain of 50 is longer than people may write; it is measured all the same, since the evaluator sets no such limit.
const tooDeep = 'dependency-depth'

/** The snapshot of a workload, by the way every snapshot is made: from YAML, through the compiler. */
export async function compiled(workload: Workload): Promise<Uint8Array> {
  const files = Array.from(yamlOf(workload), ([path, text]) => ({ path, text }))
  const { model, report } = await compile(() => files)
  const errors = report.diagnostics.filter(({ severity, code }) => severity === 'error' && code !== tooDeep)
  if (errors.length > 0) throw new Error(errors[0]!.message)
  return pack(snapshot(desired(model as SoundModel), 'production', 'worktree'))
}
