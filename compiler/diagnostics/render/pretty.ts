import { styleText } from 'node:util'
import type { Diagnostic, Severity } from '../diagnostic.ts'
import { frameOf } from '../frame.ts'
import { locate, type LocatedDiagnostic, type Site } from '../located.ts'
import { forTerminal } from '../sanitise.ts'
import { counts } from './counts.ts'

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', note: 'cyan' }

/** With so many frames a reader has seen enough; the other places are one line each. */
const mostFrames = 8
const mostRelated = 50

/** For people at a terminal: each problem with the line it is about, and the counts at the end. */
export function pretty(diagnostics: readonly Diagnostic[], options: { readonly colour: boolean }): string {
  const paint: Paint = (style, text) => (options.colour ? styleText(style, text, { validateStream: false }) : text)
  const located = locate(diagnostics, mostRelated)
  return [...located.map((diagnostic) => block(diagnostic, paint)), `${counts(located)}\n`].join('\n')
}

function block(diagnostic: LocatedDiagnostic, paint: Paint): string {
  const { severity, code, message, site, related, omitted, help } = diagnostic
  const style = styles[severity]
  const margin = Math.max(...[site, ...related.map((one) => one.site)].map(({ start }) => `${start.line}`.length))
  const gutter = ' '.repeat(margin)
  const lines = [`${paint(style, `${severity}[${code}]`)}${paint('bold', `: ${forTerminal(message)}`)}`]
  lines.push(...picture(site, gutter, style, '', paint))
  for (const [index, one] of related.entries())
    lines.push(
      ...(index < mostFrames
        ? picture(one.site, gutter, 'blue', forTerminal(one.message), paint)
        : [`${gutter} ${paint('blue', '=')} ${place(one.site)}: ${forTerminal(one.message)}`]),
    )
  if (omitted > 0) lines.push(`${gutter} ${paint('blue', '=')} and ${omitted} more places`)
  if (help !== undefined) lines.push(`${gutter} ${paint('blue', '=')} ${paint('bold', 'help')}: ${forTerminal(help)}`)
  return `${lines.join('\n')}\n`
}

function picture(site: Site, gutter: string, style: Style, label: string, paint: Paint): string[] {
  const head = `${gutter}${paint('blue', '-->')} ${place(site)}`
  const frame = frameOf(site)
  if (!frame) return label === '' ? [head] : [`${head}: ${label}`]
  const bar = paint('blue', '|')
  const mark = (label === '' ? '^' : '-').repeat(frame.length)
  return [
    head,
    `${gutter} ${bar}`,
    `${paint('blue', `${frame.line}`.padStart(gutter.length))} ${bar} ${frame.text}`,
    `${gutter} ${bar} ${' '.repeat(frame.indent)}${paint(style, label === '' ? mark : `${mark} ${label}`)}`,
  ]
}

function place({ file, start }: Site): string {
  return `${forTerminal(file.path)}:${start.line}:${start.column}`
}
