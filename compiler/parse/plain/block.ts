import { hidden, zeroWidth } from '../../source/characters.ts'
import { Line } from './line.ts'
import { unusual } from './scalar.ts'

const deepest = 16

/**
 * The value of a text that is plain YAML: maps and lists, quotes without escapes, words and usual numbers. Of anything
 * else, and of everything that might have a mistake, it says nothing: the real parser reads that, and then everything
 * this reads comes out the same. It is here because it is ten times as fast and builds no tree.
 * @returns undefined when the text is not plain
 */
export function readPlain(text: string): unknown {
  if (/[\t\r]/.test(text) || hidden.test(text) || zeroWidth.test(text)) return undefined
  try {
    return new Block(text).read()
  } catch (error) {
    if (error === unusual) return undefined
    throw error
  }
}

class Block {
  readonly #text: string
  readonly #line: Line
  /** Where the next line begins. */
  #next = 0
  /** The column at which the line begins to say something; -1 at the end of the text. */
  #column = -1
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#line = new Line(text)
  }

  read(): unknown {
    this.#advance()
    if (this.#column !== 0 || this.#isItem()) throw unusual
    const value = this.#map(0)
    if (!this.#isOver()) throw unusual
    return value
  }

  #isOver(): boolean {
    return this.#column === -1
  }

  /** To the next line that says something. */
  #advance(): void {
    const text = this.#text
    while (this.#next < text.length) {
      const start = this.#next
      const found = text.indexOf('\n', start)
      const end = found === -1 ? text.length : found
      this.#next = end + 1
      this.#line.at = start
      this.#line.end = end
      this.#line.skipSpaces()
      if (this.#line.isOver) continue
      this.#column = this.#line.at - start
      return
    }
    this.#column = -1
  }

  /** Does the line begin with a dash that makes an item of a list? */
  #isItem(): boolean {
    const { at, end } = this.#line
    return this.#text[at] === '-' && (at + 1 === end || this.#text[at + 1] === ' ')
  }

  #map(column: number): unknown {
    const map: Record<string, unknown> = {}
    if (++this.#depth > deepest) throw unusual
    do {
      const key = this.#line.key(false)
      if (key === undefined || Object.hasOwn(map, key)) throw unusual
      map[key] = this.#below(column)
    } while (this.#column === column && !this.#isItem())
    if (this.#column > column) throw unusual
    this.#depth--
    return map
  }

  /** What stands behind a colon, or below it. */
  #below(column: number): unknown {
    this.#line.skipSpaces()
    if (!this.#line.isOver) return this.#inline(column)
    this.#advance()
    const item = this.#column >= column && this.#isItem()
    if (item) return this.#list(this.#column)
    return this.#column > column ? this.#map(this.#column) : null
  }

  #list(column: number): unknown[] {
    const list: unknown[] = []
    if (++this.#depth > deepest) throw unusual
    do {
      this.#line.at++
      this.#line.skipSpaces()
      if (this.#line.isOver || this.#isItem()) throw unusual
      list.push(this.#item(column))
    } while (this.#column === column && this.#isItem())
    if (this.#column > column) throw unusual
    this.#depth--
    return list
  }

  #item(column: number): unknown {
    const { at, end } = this.#line
    const start = this.#text.lastIndexOf('\n', at - 1) + 1
    const key = this.#line.key(false)
    if (key === undefined) return this.#inline(column)
    this.#line.at = at
    this.#line.end = end
    return this.#map(at - start)
  }

  /** A value on this line. One that goes on below, indented, is not plain. */
  #inline(column: number): unknown {
    const value = this.#line.value()
    this.#advance()
    if (this.#column > column) throw unusual
    return value
  }
}
