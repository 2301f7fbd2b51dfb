import { check } from './check/check.ts'
import { Report } from './diagnostics/report.ts'
import { link } from './link/link.ts'
import type { Model } from './model/model.ts'
import { parse } from './parse/parse.ts'
import type { Document } from './source/document.ts'
import type { SourceFile } from './source/source.ts'
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

/** The way from text to a model: every problem of every file lands in the report, and no stage stops the next. */
export async function compile(load: Loaded, now: number = Date.now()): Promise<Compilation> {
  const report = new Report()
  const files = await load(report) // what is there
  const documents = parse(files, report) // what was written, and where
  const declarations = validate(documents, report) // it has the right shape
  const model = link(declarations, report) // every name is a thing
  check(model, report, now) // and it makes sense
  return { files, documents, model, report }
}
