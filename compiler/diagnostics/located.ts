import { type Position, positionOf } from '../source/lines.ts'
import { resolve } from '../source/position.ts'
import type { Path, SourceFile, Where } from '../source/source.ts'
import type { Diagnostic, Severity } from './diagnostic.ts'

/** A stretch of a file as people name it; `end` is exclusive. */
export interface Site {
  readonly file: SourceFile
  readonly start: Position
  readonly end: Position
}

export interface LocatedDiagnostic {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly help: string | undefined
  readonly site: Site
  readonly related: readonly { readonly message: string; readonly site: Site }[]
  /** Related places beyond those that were asked for. */
  readonly omitted: number
  /** From the top of the file, when the diagnostic is about something that was read. */
  readonly path: Path | undefined
}

/**
 * Works out the places, drops what is said twice, and sorts by file, line, column and code: the same on any machine.
 * Of the related places of one diagnostic, only the first `mostRelated` are looked up.
 */
export function locate(diagnostics: readonly Diagnostic[], mostRelated = Infinity): LocatedDiagnostic[] {
  const byFile = [...diagnostics].sort((a, b) => order(a.where.file.path, b.where.file.path))
  const located = new Map<string, LocatedDiagnostic>()
  for (const diagnostic of byFile) {
    const found = locateOne(diagnostic, mostRelated)
    const { file, start, end } = found.site
    const same = [file.path, start.offset, end.offset, found.code, found.message].join('\n')
    if (!located.has(same)) located.set(same, found)
  }
  return [...located.values()].sort(byPlace)
}

export function siteOf(where: Where): Site {
  const { file, start, end } = resolve(where)
  return { file, start: positionOf(file, start), end: positionOf(file, end) }
}

function locateOne(diagnostic: Diagnostic, mostRelated: number): LocatedDiagnostic {
  const { code, severity, message, help, where, related } = diagnostic
  return {
    code,
    severity,
    message,
    help,
    site: siteOf(where),
    related: related.slice(0, mostRelated).map((one) => ({ message: one.message, site: siteOf(one.where) })),
    omitted: Math.max(0, related.length - mostRelated),
    path: 'path' in where ? where.path : undefined,
  }
}

function byPlace(a: LocatedDiagnostic, b: LocatedDiagnostic): number {
  return (
    order(a.site.file.path, b.site.file.path) ||
    a.site.start.offset - b.site.start.offset ||
    order(a.code, b.code) ||
    order(a.message, b.message)
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
