/** A line of a file, counted from 1, or why it is no text. */
export type Line = { readonly number: number } & ({ readonly text: string } | { readonly problem: string })

const newline = 0x0a
/** Far more than an evaluation context needs; a file without line ends must not fill the memory. */
const longest = 2 ** 20

/**
 * The lines of a file while it is read, a batch for each piece that arrives. Cut at line feeds alone: JSON may hold every
 * other character that ends lines elsewhere.
 */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  let begun = new Begun()
  let number = 0
  const ended = (): Line => {
    const line = { number: ++number, ...begun.end() }
    begun = new Begun()
    return line
  }
  for await (const piece of pieces) {
    const lines: Line[] = []
    let from = 0
    for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, from)) {
      begun.add(piece.subarray(from, at))
      lines.push(ended())
      from = at + 1
    }
    if (from < piece.length) begun.add(piece.slice(from))
    yield lines
  }
  if (begun.length > 0) yield [ended()]
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** A line whose end has not come yet. */
class Begun {
  length = 0
  readonly #parts: Uint8Array[] = []

  add(part: Uint8Array): void {
    this.length += part.length
    if (this.length <= longest) this.#parts.push(part)
  }

  end(): { readonly text: string } | { readonly problem: string } {
    if (this.length > longest) return { problem: 'is longer than 1 MiB' }
    const [only, ...others] = this.#parts
    try {
      return { text: decoder.decode(others.length === 0 ? only : Buffer.concat(this.#parts)) }
    } catch {
      return { problem: 'is not UTF-8' }
    }
  }
}
