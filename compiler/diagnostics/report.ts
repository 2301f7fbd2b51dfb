import type { Model, SoundModel } from '../model/model.ts'
import type { Document } from '../source/document.ts'
import type { Diagnostic, Finding, Problem, Severity } from './diagnostic.ts'

/** Collects what the stages find. */
export class Report {
  readonly #diagnostics: Diagnostic[]

  /** @param diagnostics what was found before */
  constructor(diagnostics: readonly Diagnostic[] = []) {
    this.#diagnostics = [...diagnostics]
  }

  add(problem: Problem, finding: Finding): void {
    this.#diagnostics.push({
      code: problem.code,
      severity: problem.severity,
      message: finding.message,
      where: finding.where,
      related: finding.related ?? [],
      ...(finding.help === undefined ? {} : { help: finding.help }),
    })
  }

  /** In the order they were found; `resolve` in position.ts sorts by place. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics
  }

  count(severity: Severity): number {
    return this.#diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  }

  /** Those documents about which nothing has been found so far. */
  spotless(documents: readonly Document[]): Document[] {
    const blamed = new Set(this.#diagnostics.map(({ where }) => where.file))
    return documents.filter(({ broken, damaged, file }) => !broken && damaged.length === 0 && !blamed.has(file))
  }

  /** The model as one that may be planned, synced and emitted, or undefined when there is an error. */
  sound(model: Model): SoundModel | undefined {
    return this.count('error') === 0 ? (model as SoundModel) : undefined
  }
}
