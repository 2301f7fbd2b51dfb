import { widthOf } from '../diagnostics/width.ts'

/** Between two columns. */
export const gap = '  '

/** No column is made narrower than this. */
const narrowest = 7

/** Rows as a table that is at most so wide: the widest columns give way. */
export function columns(rows: readonly (readonly string[])[], width: number): string {
  const needed = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const widths = squeezed(needed, width - gap.length * (needed.length - 1))
  return rows.map((row) => layOut(row, widths)).join('')
}

function squeezed(needed: readonly number[], width: number): number[] {
  const widths = [...needed]
  for (let over = widths.reduce((sum, one) => sum + one, 0) - width; over > 0; over--) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] ?? 0) <= narrowest) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

/** One row of a table: what does not fit into its column goes on below. Cells hold nothing but what can be seen. */
export function layOut(cells: readonly string[], widths: readonly number[]): string {
  const columns = cells.map((cell, index) => wrap(cell, widths[index] ?? 20))
  const height = Math.max(...columns.map((lines) => lines.length))
  const lines = Array.from({ length: height }, (_, line) =>
    columns
      .map((column, index) => pad(column[line] ?? '', widths[index] ?? 0))
      .join(gap)
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

/** At spaces where there are some, else in the middle of a word. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
    while (widthOf(line) > width) {
      const head = headOf(line, width)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  return [...lines, line]
}

/** The most characters that fit, and never none. */
function headOf(text: string, width: number): string {
  let head = ''
  for (const character of text) {
    if (head !== '' && widthOf(head + character) > width) break
    head += character
  }
  return head
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
