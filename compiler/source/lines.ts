import type { SourceFile } from './source.ts'

/** 1-based; columns count UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

const known = new WeakMap<SourceFile, number[]>()

/** The offsets at which the lines of a file begin. */
function lineStarts(file: SourceFile): readonly number[] {
  let starts = known.get(file)
  if (!starts) {
    starts = [0]
    for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1)
    known.set(file, starts)
  }
  return starts
}

export function positionOf(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset }
}

/** The text of a 1-based line without its end, or undefined when the file has no such line. */
export function lineText(file: SourceFile, line: number): string | undefined {
  const starts = lineStarts(file)
  const start = starts[line - 1]
  if (start === undefined) return undefined
  const next = starts[line]
  const end = next === undefined ? file.text.length : next - 1
  return file.text.slice(start, end > start && file.text[end - 1] === '\r' ? end - 1 : end)
}
