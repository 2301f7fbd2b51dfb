import { type Compile, type Head, type Refusal, refusalOf } from '../../compiler/adopt/head.ts'
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts'
import { Report } from '../../compiler/diagnostics/report.ts'
import { loadExample } from '../../compiler/load/example.ts'
import { compileFiles } from '../../compiler/pipeline.ts'
import { desired } from '../../compiler/plan/desired.ts'

/** Compiles flag files as adopting does, as of 2026-06-01T00:00:00Z. */
export const compileHead: Compile = (files) => {
  const report = new Report()
  const { model } = compileFiles(files, report, Date.parse('2026-06-01T00:00:00Z'))
  const sound = report.sound(model)
  if (sound) return { files, model: sound, rows: desired(sound) }
  return refusalOf(report.diagnostics.find(({ severity }) => severity === 'error') as Diagnostic)
}

/** The head of flag files given as text. */
export function headOf(files: Readonly<Record<string, string>>): Head | Refusal {
  return compileHead(loadExample(files)(new Report()))
}
