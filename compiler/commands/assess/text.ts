import { counted } from '../../diagnostics/prose.ts'
import type { Paint } from '../../diagnostics/render/paint.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import { widthOf } from '../../diagnostics/width.ts'
import { shareInWords } from '../../model/shares.ts'
import { instant, listInWords } from '../../model/value-words.ts'
import type { Line } from './assignments.ts'
import type { Results } from './results.ts'

/** The whole assessment for people. */
export function assessmentText(results: Results, paint: Paint): string {
  const { flag, environment, now } = results
  const parts = [
    [`${paint('bold', flag.key)} in ${environment.key} at ${instant(now)}`, ...settled(results)],
    results.lines.length > 0 ? assignmentLines(results.lines, paint) : [],
    variantLines(results, paint),
    knownLines(results),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function settled({ flag, stopped }: Results): string[] {
  if (stopped) return [`nobody gets more than ${flag.off}: it is off here now`]
  return flag.dependsOn.map(({ parent, variants }) =>
    variants ? `only while ${parent.key} serves ${listInWords(variants, 'or')}` : `only while ${parent.key} is active`,
  )
}

function assignmentLines(lines: readonly Line[], paint: Paint): string[] {
  const rows = lines.map(({ number, whom, shut, shares, bucketBy, place }) => [
    `${number}`,
    forTerminal(whom),
    shut ?? [...shares].map(([variant, share]) => `${variant} ${shareInWords(share)}`).join(', '),
    bucketBy === undefined ? '' : `by ${forTerminal(bucketBy)}`,
    paint('dim', `${forTerminal(place.file)}:${place.line}:${place.column}`),
  ])
  return ['Of those whom each assignment admits:', ...table(rows).map((line) => `  ${line}`)]
}

function variantLines({ tally, variants, source }: Results, paint: Paint): string[] {
  const head = ['VARIANT', 'EXACT', 'SIMULATED', 'COUNT', 'APART'].map((title) => paint('dim', title))
  const rows = variants.map((variant) => {
    const { exact, simulated, count, standardErrors } = tally.of(variant)
    return [
      variant ?? 'no answer',
      exact === undefined ? 'too many cases' : shareInWords(exact),
      shareInWords(simulated),
      count.toLocaleString('en'),
      standardErrors === undefined ? '' : `${Math.abs(standardErrors).toFixed(1)} standard errors`,
    ]
  })
  return [`${source}:`, ...table([head, ...rows]).map((line) => `  ${line}`)]
}

function knownLines({ known }: Results): string[] {
  const total = [...known.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return []
  const said = [...known].map(([variant, count]) => `${variant ?? 'no answer'} ${count}`)
  return [`Of ${counted(total, 'user')} in the flag files: ${said.join(', ')}`]
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(plain(row[column] ?? '')))))
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(plain(cell))))
      .join('  ')
      .trimEnd(),
  )
}

/** Without the sequences that colour it. */
function plain(cell: string): string {
  // oxlint-disable-next-line no-control-regex -- the character that begins every such sequence
  return cell.replaceAll(/\u001b\[\d+m/g, '')
}
