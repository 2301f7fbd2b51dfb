const gap = '  '
/** No column is made narrower than this. */
const narrowest = 7

/** Rows as a table that is at most so wide: the widest columns give way, and what does not fit is continued below. */
export function columns(rows: readonly (readonly string[])[], width: number): string {
  const needed = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => length(row[column] ?? ''))))
  const widths = squeezed(needed, width - gap.length * (needed.length - 1))
  return rows.map((row) => layOut(row, widths)).join('')
}

function squeezed(needed: readonly number[], width: number): number[] {
  const widths = [...needed]
  for (let over = sum(widths) - width; over > 0; over--) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] ?? 0) <= narrowest) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** One row in columns of these widths. */
export function layOut(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 20))
  const height = Math.max(...wrapped.map((lines) => lines.length))
  const lines = Array.from({ length: height }, (_, line) =>
    wrapped
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
    if (line !== '' && length(line) + 1 + length(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
    while (length(line) > width) {
      const characters = Array.from(line)
      lines.push(characters.slice(0, width).join(''))
      line = characters.slice(width).join('')
    }
  }
  return [...lines, line]
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - length(text)))
}

export function length(text: string): number {
  return Array.from(text).length
}
