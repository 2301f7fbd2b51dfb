import { mapOf } from './meaning.ts'

const section = /^(environments|users|groups|attributes|flags|assignments):(?: +#.*| *)$/
/** Keys with escapes in them are left to the parser: they may be the same as others that look different. */
const key = /^ {2}(?:"([^"\\]*)"|'([^'\\]*)'|([A-Za-z0-9][^:#\\]*?)) *:(?: |$)/
const blank = /^ *(?:#|$)/

/** One entry of a section, under the name of the section. */
export interface Piece {
  readonly text: string
  /** From 0: its place among the entries of the section. */
  readonly position: number
}

/**
 * A file in plain block style as pieces, one for each entry of a section, that can be read by themselves: together they say
 * what the file says. Most versions of a file share most of their pieces. Undefined for a file that is written otherwise.
 */
export function piecesOf(text: string): Piece[] | undefined {
  if (/[\t\r]/.test(text)) return undefined
  const pieces: Piece[] = []
  const taken = new Set<string>()
  let [header, position, start, at] = ['', 0, -1, 0]
  const close = () => {
    if (start >= 0) pieces.push({ text: `${header}:\n${text.slice(start, at)}`, position: position++ })
    start = -1
  }
  while (at < text.length) {
    const found = text.indexOf('\n', at)
    const end = found === -1 ? text.length : found
    const column = indentation(text, at)
    if (column < 3) {
      const line = text.slice(at, end)
      if (!blank.test(line)) {
        const name = (column === 0 ? section : key)
          .exec(line)
          ?.slice(1)
          .find((group) => group !== undefined)
        if (name === undefined || column === 1 || (column === 2 && header === '')) return undefined
        close()
        const path = column === 0 ? name : `${header}/${name}`
        if (taken.has(path)) return undefined
        taken.add(path)
        if (column === 0) [header, position] = [name, 0]
        else start = at
      }
    } else if (start < 0 && !blank.test(text.slice(at, end))) return undefined
    at = end + 1
  }
  close()
  return pieces
}

/** Did a piece turn out to be the one entry that it looked like? */
export function isOneEntry(value: unknown): boolean {
  const [entries, ...others] = Object.values(mapOf(value))
  return others.length === 0 && Object.keys(mapOf(entries)).length === 1
}

/** How many spaces a line begins with, as far as it matters. */
function indentation(text: string, at: number): number {
  let column = 0
  while (column < 3 && text[at + column] === ' ') column += 1
  return column
}
