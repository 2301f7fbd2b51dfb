import type { Paint } from '../../diagnostics/render/paint.ts'
import { widthOf } from '../../diagnostics/width.ts'
import { visible } from '../../source/characters.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { gap, layOut, wrap } from '../columns.ts'
import { instant } from '../../model/value-words.ts'
import { whomInWords } from '../../model/whom-words.ts'

const headings = ['WHEN (UTC)', 'ENVIRONMENT', 'FLAG', 'WHAT', 'WHOM'] as const
const most = 5
/** Narrower than this, five columns leave no room for sentences. */
const roomy = 100

/** The calendar as a table that fits into `width` columns; on a narrow terminal, a few lines for each entry. */
export function calendarTable(entries: readonly Upcoming[], width: number, paint: Paint): string {
  const rows = entries.map(cellsOf)
  if (width < roomy) return rows.map((row) => stacked(row, width, paint)).join('')
  const [when = 0, environment = 0, flag = 0] = [0, 1, 2].map((column) =>
    [headings, ...rows].reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? '')), 0),
  )
  const narrow = [when, Math.min(environment, Math.floor(width * 0.15)), Math.min(flag, Math.floor(width * 0.25))]
  const left = width - narrow.reduce((sum, column) => sum + column + gap.length, 0) - gap.length
  const what = Math.floor(left / 2)
  const widths = [...narrow, what, left - what]
  return [paint('dim', layOut(headings, widths)), ...rows.map((row) => layOut(row, widths))].join('')
}

function cellsOf({ at, environment, flag, text, hits }: Upcoming): readonly string[] {
  const whom = whomInWords(hits, { most, name: visible })
  return [instant(at).replace('T', ' ').replace('Z', ''), visible(environment), visible(flag), visible(text), whom]
}

function stacked(
  [when = '', environment = '', flag = '', what = '', whom = '']: readonly string[],
  width: number,
  paint: Paint,
): string {
  const inside = Math.max(10, width - 2)
  const above = wrap([when, environment, flag].join(gap), Math.max(10, width)).map((line) => paint('bold', line))
  const below = [what, ...(whom === '' ? [] : [whom])].flatMap((text) => wrap(text, inside)).map((line) => `  ${line}`)
  return `${[...above, ...below].join('\n')}\n`
}
