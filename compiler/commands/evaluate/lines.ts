/** A line of a file, counted from 1; undefined text for one that is not UTF-8. */
export interface Line {
  readonly number: number
  readonly text: string | undefined
}

const newline = 0x0a

/**
 * The lines of a file while it is read, a batch for each piece that arrives. Cut at line feeds alone: JSON may hold every
 * other character that ends lines elsewhere.
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  let begun: Uint8Array[] = []
  let number = 0
  for await (const piece of pieces) {
    const lines: Line[] = []
    let from = 0
    for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, from)) {
      lines.push({ number: ++number, text: decode([...begun, piece.subarray(from, at)]) })
      begun = []
      from = at + 1
    }
    if (from < piece.length) begun.push(piece.slice(from))
    yield lines
  }
  if (begun.length > 0) yield [{ number: ++number, text: decode(begun) }]
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decode(parts: readonly Uint8Array[]): string | undefined {
  const [first] = parts
  try {
    return decoder.decode(parts.length === 1 ? first : Buffer.concat(parts))
  } catch {
    return undefined
  }
}
