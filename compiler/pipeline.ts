import { check } from './check/check.ts'
import type { Severity } from './diagnostics/diagnostic.ts'
import { Report } from './diagnostics/report.ts'
import { link } from './link/link.ts'
import type { Model, SoundModel } from './model/model.ts'
import { parse } from './parse/parse.ts'
import type { Document, Memory } from './source/document.ts'
import type { SourceFile } from './source/source.ts'
import type { Case } from './testing/case.ts'
import { readCases } from './testing/read.ts'
import { validateTests } from './validate/tests.ts'
import { validate } from './validate/validate.ts'

export interface Compilation {
  readonly files: readonly SourceFile[]
  /** The files as parsed; attribution reads the same texts again. */
  readonly documents: readonly Document[]
  readonly model: Model
  readonly report: Report
}

/** What a loader found: the files it could read. Problems with the others are in the report already. */
export type Loaded = (report: Report) => SourceFile[] | Promise<SourceFile[]>

/**
 * The way from text to a model: every problem of every file lands in the report, and no stage stops the next.
 * @param memory saves parse and validate the files it knows
 * @param least what the checks find that is less severe is not wanted
 */
export async function compile(
  load: Loaded,
  now: number = Date.now(),
  memory?: Memory,
  least?: Severity,
): Promise<Compilation> {
  const report = new Report()
  return compileFiles(await load(report), report, now, memory, least) // what is there
}

/** The same for files that have been loaded; what the loader had to say is in the report. */
export function compileFiles(
  files: readonly SourceFile[],
  report: Report,
  now: number,
  memory?: Memory,
  least?: Severity,
): Compilation {
  const documents = parse(files, report, memory) // what was written, and where
  const declarations = validate(documents, report) // it has the right shape
  memory?.keep(report.spotless(documents))
  const model = link(declarations, report) // every name is a thing
  check(model, report, now, least) // and it makes sense
  return { files, documents, model, report }
}

/** The way from text to the cases of flag tests: every problem of theirs lands in the report. */
export async function compileTests(load: Loaded, model: SoundModel, report: Report): Promise<Case[]> {
  const documents = parse(await load(report), report)
  return readCases(validateTests(documents, report), model, report)
}
