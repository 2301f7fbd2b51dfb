import { median } from '../measure.ts'
import { type Finding, isMet, type Unit } from './finding.ts'
import type { Measured } from './measure.ts'
import type { Results } from './results.ts'

/** The findings as a Markdown table. */
export function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const { what, ours, against, theirs, ratio, goal, unit } = finding
    const wanted = 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
    return [
      what,
      amount(ours, unit),
      against,
      amount(theirs, unit),
      short(ratio),
      wanted,
      isMet(finding) ? 'ok' : 'OVER',
    ]
  })
  return table(['what', 'Halyard', 'beside', '', 'ratio', 'goal', ''], rows)
}

/** Every candidate's medians of what goes by the second. */
export function ratesTable({ measured }: Results): string {
  const columns = new Map<string, Map<string, string>>()
  for (const one of measured) {
    const column = columns.get(title(one)) ?? new Map<string, string>()
    columns.set(title(one), column.set(one.candidate.name, perSecond(median(one.rates))))
  }
  const names = [...new Set(measured.map(({ candidate }) => candidate.name))]
  const rows = names.map((name) => [name, ...Array.from(columns.values(), (column) => column.get(name) ?? '-')])
  return table(['a second', ...columns.keys()], rows)
}

/** Every candidate's medians of what does not. */
export function burdensTable({ burdens }: Results): string {
  const rows = burdens.map(({ candidate, bytesOfFlag, weights, allocated }) => [
    candidate.name,
    short(bytesOfFlag),
    short(median(weights.map(({ first }) => first))),
    short(median(weights.map(({ again }) => again))),
    short(median(weights.map(({ held }) => held)) / 1e6),
    Math.round(allocated).toString(),
  ])
  const heads = ['10,000 flags', 'gzipped bytes of a flag', 'first load, ms', 'later loads, ms', 'memory, MB']
  return table([...heads, 'bytes allocated for an answer'], rows)
}

const shapes = { '1k': '1,000', '10k': '10,000', 'crowd-10': '10 users', 'crowd-100k': '100,000 users', chain: 'chain' }

function title({ shape, question }: Measured): string {
  return `${shapes[shape]}: ${question}`
}

function amount(value: number, unit: Unit): string {
  return unit === 'per second' ? `${perSecond(value)}/s` : `${short(value)} ${unit}`
}

function perSecond(value: number): string {
  if (value >= 1e6) return `${short(value / 1e6)} M`
  return value >= 1e4 ? `${short(value / 1e3)} k` : Math.round(value).toString()
}

/** Three digits, as many as such a measurement is good for. */
function short(value: number): string {
  return Number(value.toPrecision(3)).toString()
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = heads.map((_, column) => (column === 0 ? '---' : '---:'))
  return [line(heads), line(rule), ...rows.map(line)].join('\n')
}
