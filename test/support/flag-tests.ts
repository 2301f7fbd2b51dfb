import { emit } from '../../compiler/commands/plan-of.ts'
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts'
import { siteOf } from '../../compiler/diagnostics/located.ts'
import { Report } from '../../compiler/diagnostics/report.ts'
import { loadExample } from '../../compiler/load/example.ts'
import { isTestFile } from '../../compiler/load/intake.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { compile, compileTests } from '../../compiler/pipeline.ts'
import type { Where } from '../../compiler/source/source.ts'
import type { Case } from '../../compiler/testing/case.ts'
import { type Outcome, run } from '../../compiler/testing/run.ts'

export interface FlagTests {
  readonly model: SoundModel
  readonly cases: readonly Case[]
  readonly diagnostics: readonly Diagnostic[]
  readonly outcomes: readonly Outcome[]
}

/** Compiles flags without an error and their tests, each given as one text, and runs what can be run. */
export async function flagTests(flags: string, tests: string): Promise<FlagTests> {
  const files = { 'flags/all.yaml': flags, 'flags/all.test.yaml': tests }
  const compilation = await compile(loadExample(files), Date.parse('2026-06-01T00:00:00Z'))
  const model = compilation.report.sound(compilation.model)
  if (!model) throw new Error(compilation.report.diagnostics.map(({ message }) => message).join('\n'))
  const report = new Report()
  const cases = await compileTests(loadExample(files, isTestFile), model, report)
  return { model, cases, diagnostics: report.diagnostics, outcomes: [...run(cases, model, emit)] }
}

/** `line:column` of a place. */
export function at(where: Where): string {
  const { start } = siteOf(where)
  return `${start.line}:${start.column}`
}

/** What is written at a place. */
export function textAt(where: Where): string {
  const { file, start, end } = siteOf(where)
  return file.text.slice(start.offset, end.offset)
}
