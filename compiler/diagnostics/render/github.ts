import type { Diagnostic, Severity } from '../diagnostic.ts'
import { locate, type LocatedDiagnostic } from '../located.ts'
import { forTerminal, forWorkflowLog } from '../sanitise.ts'
import { annotation, type Level, moreAnnotations, mostAnnotations } from './annotation.ts'
import { counts } from './counts.ts'

const levels: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', note: 'notice' }
const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/**
 * For a log of GitHub Actions: every problem as a plain line, and the most important ones as annotations. `below` is the
 * folder the paths begin at, from the top of the repository: empty, or ending in `/`.
 */
export function github(diagnostics: readonly Diagnostic[], { below = '' }: { readonly below?: string } = {}): string {
  const located = locate(diagnostics, 0)
  const important = located.toSorted((a, b) => rank[a.severity] - rank[b.severity])
  const lines = located.map((diagnostic) => forWorkflowLog(plain(diagnostic, below)))
  lines.push(...important.slice(0, mostAnnotations).map((diagnostic) => annotated(diagnostic, below)))
  const next = important[mostAnnotations]
  if (next) lines.push(moreAnnotations(levels[next.severity], important.length - mostAnnotations, 'problems'))
  return `${[...lines, counts(located)].join('\n')}\n`
}

function plain({ site, severity, code, message, help }: LocatedDiagnostic, below: string): string {
  const place = `${below}${site.file.path}:${site.start.line}:${site.start.column}`
  return forTerminal(`${place}: ${severity}[${code}]: ${message}${help === undefined ? '' : ` (${help})`}`)
}

function annotated({ site, severity, code, message, help }: LocatedDiagnostic, below: string): string {
  const { start, end } = site
  const position = [`line=${start.line}`]
  // Columns only mean something on one line.
  if (end.line === start.line) position.push(`endLine=${end.line}`, `col=${start.column}`, `endColumn=${end.column}`)
  const lines = help === undefined ? [message] : [message, help]
  return annotation({ level: levels[severity], title: code, lines, file: below + site.file.path, position })
}
