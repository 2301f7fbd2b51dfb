import { visible } from '../source/characters.ts'
import { lineText } from '../source/lines.ts'
import type { Site } from './located.ts'
import { widthOf } from './width.ts'

/** One line of a file as it is shown, and the columns of the screen that are meant. */
export interface Frame {
  readonly line: number
  readonly text: string
  /** Screen columns before the mark. */
  readonly indent: number
  /** Screen columns of the mark, at least 1. */
  readonly length: number
}

/** Longer lines are cut around the place. */
const widest = 100
const before = 30
const dots = '…'

/** The line a site begins on; a site over several lines is marked to the end of its first. */
export function frameOf({ file, start, end }: Site): Frame | undefined {
  const source = lineText(file, start.line)
  if (source === undefined || source.trim() === '') return undefined
  const from = Math.min(start.column - 1, source.length)
  const to = end.line === start.line ? Math.min(Math.max(end.column - 1, from), source.length) : source.length
  const cut = from > widest - before ? boundary(source, from - before) : 0
  const stop = source.length - cut > widest ? boundary(source, cut + widest) : source.length
  const lead = (cut > 0 ? dots : '') + shown(source.slice(cut, from))
  const marked = shown(source.slice(from, Math.min(to, stop)))
  const rest = shown(source.slice(Math.min(to, stop), stop)) + (stop < source.length ? dots : '')
  return {
    line: start.line,
    text: lead + marked + rest,
    indent: widthOf(lead),
    length: Math.max(1, widthOf(marked.trimEnd())),
  }
}

/** Never between the halves of a surrogate pair. */
function boundary(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at
}

function shown(text: string): string {
  return visible(text.replaceAll('\t', '  '))
}
