import type { Example } from './diagnostics/diagnostic.ts'
import type { Report } from './diagnostics/report.ts'
import { loadExample } from './load/example.ts'
import { isTestFile } from './load/intake.ts'
import { compile, compileTests } from './pipeline.ts'

/** Every problem of an example: of its flag files, and when these have no error, of its flag tests. */
export async function examine(example: Example, now: number): Promise<Report> {
  const { model, report } = await compile(loadExample(example), now)
  const sound = report.sound(model)
  if (sound) await compileTests(loadExample(example, isTestFile), sound, report)
  return report
}
