import type { Diagnostic, Example } from '../../compiler/diagnostics/diagnostic.ts'
import { Report } from '../../compiler/diagnostics/report.ts'
import type { Declarations } from '../../compiler/model/declarations.ts'
import { parse } from '../../compiler/parse/parse.ts'
import type { SourceFile } from '../../compiler/source/source.ts'
import { validate } from '../../compiler/validate/validate.ts'
import { project } from '../support/project.ts'

export interface Front {
  readonly files: readonly SourceFile[]
  readonly declarations: Declarations
  readonly diagnostics: readonly Diagnostic[]
  readonly codes: readonly string[]
}

/** Runs the stages before linking over a small flag repository. */
export function front(example: Example): Front {
  const report = new Report()
  return frontOf(project(example)(report), report)
}

export function frontOf(files: readonly SourceFile[], report = new Report()): Front {
  const declarations = validate(parse(files, report), report)
  const { diagnostics } = report
  return { files, declarations, diagnostics, codes: diagnostics.map(({ code }) => code) }
}
