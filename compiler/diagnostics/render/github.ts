import type { Diagnostic, Severity } from '../diagnostic.ts'
import { locate, type LocatedDiagnostic } from '../located.ts'
import { forAnnotation, forAnnotationProperty, forTerminal, forWorkflowLog } from '../sanitise.ts'
import { counts } from './counts.ts'

/** GitHub shows ten annotations of a kind in a step; the tenth says how many there are. */
const shown = 9
const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' }
const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/**
 * For a log of GitHub Actions: every problem as a plain line, and the most important ones as annotations. `base` is
 * the folder the paths begin at, relative to the workspace.
 */
export function github(diagnostics: readonly Diagnostic[], options: { readonly base?: string } = {}): string {
  const located = locate(diagnostics, 0)
  const important = located.toSorted((a, b) => rank[a.severity] - rank[b.severity])
  const base = options.base === undefined || options.base === '' ? '' : `${options.base}/`
  const lines = located.map((diagnostic) => forWorkflowLog(plain(diagnostic, base)))
  lines.push(...important.slice(0, shown).map((diagnostic) => annotation(diagnostic, base)))
  const next = important[shown]
  if (next) {
    const message = `${important.length - shown} more problems are in the log of this step`
    lines.push(`::${commands[next.severity]} title=halyard::${forAnnotation(message)}`)
  }
  return `${[...lines, counts(located)].join('\n')}\n`
}

function plain({ site, severity, code, message, help }: LocatedDiagnostic, base: string): string {
  const place = `${base}${site.file.path}:${site.start.line}:${site.start.column}`
  return forTerminal(`${place}: ${severity}[${code}]: ${message}${help === undefined ? '' : ` (${help})`}`)
}

function annotation({ site, severity, code, message, help }: LocatedDiagnostic, base: string): string {
  const { start, end } = site
  const properties = [`file=${forAnnotationProperty(base + site.file.path)}`, `line=${start.line}`]
  // Columns only mean something on one line.
  if (end.line === start.line) properties.push(`endLine=${end.line}`, `col=${start.column}`, `endColumn=${end.column}`)
  properties.push(`title=${forAnnotationProperty(code)}`)
  const text = help === undefined ? forAnnotation(message) : `${forAnnotation(message)}%0A${forAnnotation(help)}`
  return `::${commands[severity]} ${properties.join(',')}::${text}`
}
