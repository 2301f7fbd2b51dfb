import { widthOf } from '../diagnostics/width.ts'

/** Between two columns. */
export const gap = '  '

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
