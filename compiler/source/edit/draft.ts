import { newlineOf } from './layout.ts'
import type { Indentation } from './render.ts'
import { Unsafe } from './unsafe.ts'

interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A text and what will be cut out of it and put in, all in offsets of the text as it is. */
export class Draft {
  readonly text: string
  readonly newline: string
  readonly indentation: Indentation
  readonly #splices: Splice[] = []

  constructor(text: string, indentation: Indentation) {
    this.text = text
    this.newline = newlineOf(text)
    this.indentation = indentation
  }

  /** Puts `text` in the place of what stands between two offsets. Of two at the same offset, the first called stands first. */
  put(start: number, end: number, text: string): void {
    this.#splices.push({ start, end, text })
  }

  /** Lines in the column, each after a line end. */
  lines(lines: readonly string[], column: number): string {
    return lines.map((line) => this.newline + ' '.repeat(column) + line).join('')
  }

  /** @throws Unsafe when two changes touch the same characters */
  finish(): string {
    const inOrder = this.#splices.sort((a, b) => a.start - b.start || a.end - b.end)
    let changed = ''
    let at = 0
    for (const { start, end, text } of inOrder) {
      if (start < at) throw new Unsafe('two changes meet in one place')
      changed += this.text.slice(at, start) + text
      at = end
    }
    return changed + this.text.slice(at)
  }
}

/** What a value belongs to: a key, an item of a list, or the file. */
export interface Slot {
  readonly kind: 'pair' | 'item' | 'file'
  /** The offset behind the colon or the dash. */
  readonly behind: number
  /** The column of the key or the dash. */
  readonly column: number
  /** Does it stand inside brackets or braces? */
  readonly inFlow: boolean
}
