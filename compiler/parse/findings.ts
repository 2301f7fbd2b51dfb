import type { Finding, Problem } from '../diagnostics/diagnostic.ts'
import type { Report } from '../diagnostics/report.ts'
import type { SourceFile, Span } from '../source/source.ts'

/** After so many problems of one file, the reader needs no more to know that it is broken. */
const most = 20

/** Collects the problems of one file, not more than a reader can use. */
export class Findings {
  readonly file: SourceFile
  readonly #report: Report
  readonly #found: [Problem, Finding][] = []
  #left = 0

  constructor(file: SourceFile, report: Report) {
    this.file = file
    this.#report = report
  }

  /** When full, a finding is only counted: a caller may save the work of describing it. */
  get full(): boolean {
    return this.#found.length >= most
  }

  add(problem: Problem, finding: Finding): void {
    if (this.full) this.#left++
    else this.#found.push([problem, finding])
  }

  count(): void {
    this.#left++
  }

  span(start: number, end = start + 1): Span {
    return { file: this.file, start, end }
  }

  flush(): void {
    const last = this.#found.length - 1
    for (const [index, [problem, finding]] of this.#found.entries()) {
      const more =
        index === last && this.#left > 0 ? `${this.#left} more like this in the file are not shown` : undefined
      const help = [finding.help, more].filter((part) => part !== undefined).join('; ')
      this.#report.add(problem, { ...finding, help: help === '' ? undefined : help })
    }
  }
}
