import { resolve, unusual } from './scalar.ts'

const space = 0x20
const hash = 0x23
const colon = 0x3a
const comma = 0x2c
const backslash = 0x5c
const [openList, closeList, openMap, closeMap] = [0x5b, 0x5d, 0x7b, 0x7d]
const [single, double] = [0x27, 0x22]

const key = /[A-Za-z0-9_][A-Za-z0-9_.@/+-]*/y
const longestKey = 200
const deepest = 8

/** Reads what stands on one line of plain YAML, from `at` to `end`. */
export class Line {
  readonly text: string
  at = 0
  end = 0
  #depth = 0

  constructor(text: string) {
    this.text = text
  }

  skipSpaces(): void {
    while (this.at < this.end && this.text.charCodeAt(this.at) === space) this.at++
  }

  /** Nothing more stands here, or only a comment. */
  get isOver(): boolean {
    return this.at >= this.end || this.text.charCodeAt(this.at) === hash
  }

  /** The key before a colon, or undefined when no key stands here. The colon is behind us then. */
  key(flow: boolean): string | undefined {
    const { text, at } = this
    const code = text.charCodeAt(at)
    const quoted = code === single || code === double
    const found = quoted ? this.#quoted(code) : this.#bareKey()
    const after = text.charCodeAt(this.at + 1)
    const ended = text.charCodeAt(this.at) === colon && this.at < this.end
    if (found !== undefined && ended && (this.at + 1 === this.end || after === space || (flow && quoted))) {
      if (found.length > longestKey || found === '__proto__' || found === '<<') throw unusual
      this.at++
      return found
    }
    this.at = at
    return undefined
  }

  /** A value that begins and ends on this line, and a comment at most behind it. */
  value(): unknown {
    const code = this.text.charCodeAt(this.at)
    const value = isOpening(code) || isQuote(code) ? this.#flow(code) : this.#bare(false)
    if (this.at < this.end && this.text.charCodeAt(this.at) !== space) throw unusual
    this.skipSpaces()
    if (!this.isOver) throw unusual
    return value
  }

  #bareKey(): string | undefined {
    key.lastIndex = this.at
    const found = key.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  #flow(code: number): unknown {
    if (isQuote(code)) return this.#quoted(code)
    if (code !== openMap && code !== openList) return this.#bare(true)
    if (++this.#depth > deepest) throw unusual
    this.at++
    const value = code === openMap ? this.#map() : this.#list()
    this.#depth--
    return value
  }

  #map(): unknown {
    const map: Record<string, unknown> = {}
    this.skipSpaces()
    if (this.#passed(closeMap)) return map
    for (;;) {
      const name = this.key(true)
      if (name === undefined || Object.hasOwn(map, name)) throw unusual
      this.skipSpaces()
      map[name] = this.#flow(this.text.charCodeAt(this.at))
      if (this.#closes(closeMap)) return map
    }
  }

  #list(): unknown[] {
    const list: unknown[] = []
    this.skipSpaces()
    if (this.#passed(closeList)) return list
    for (;;) {
      list.push(this.#flow(this.text.charCodeAt(this.at)))
      if (this.#closes(closeList)) return list
    }
  }

  /** After an item: true at the end of the collection, false when another item follows. */
  #closes(bracket: number): boolean {
    this.skipSpaces()
    if (this.#passed(bracket)) return true
    if (!this.#passed(comma)) throw unusual
    this.skipSpaces()
    return false
  }

  #passed(code: number): boolean {
    if (this.at >= this.end || this.text.charCodeAt(this.at) !== code) return false
    this.at++
    return true
  }

  #quoted(quote: number): string {
    const { text } = this
    for (let end = this.at + 1; end < this.end; end++) {
      const code = text.charCodeAt(end)
      if (code === backslash && quote === double) throw unusual
      if (code !== quote) continue
      if (quote === single && text.charCodeAt(end + 1) === single) throw unusual
      const value = text.slice(this.at + 1, end)
      this.at = end + 1
      return value
    }
    throw unusual
  }

  /** A scalar without quotes. */
  #bare(flow: boolean): unknown {
    const { text, at, end } = this
    let stop = at
    let last = space
    for (; stop < end; stop++) {
      const code = text.charCodeAt(stop)
      if (code === hash && last === space) break
      if (flow && (code === comma || isBracket(code))) break
      if (code === colon && isSeparator(text.charCodeAt(stop + 1), stop + 1 === end, flow)) throw unusual
      last = code
    }
    this.at = stop
    while (stop > at && text.charCodeAt(stop - 1) === space) stop--
    if (stop === at || !mayBegin(text.charCodeAt(at), text.charCodeAt(at + 1))) throw unusual
    this.at = stop
    return resolve(text.slice(at, stop))
  }
}

function isSeparator(code: number, atEnd: boolean, flow: boolean): boolean {
  return atEnd || code === space || (flow && (code === comma || isBracket(code)))
}

function isBracket(code: number): boolean {
  return code === openList || code === closeList || code === openMap || code === closeMap
}

function isOpening(code: number): boolean {
  return code === openList || code === openMap
}

function isQuote(code: number): boolean {
  return code === single || code === double
}

/** Characters that mean something at the beginning of a scalar; a minus may begin a number. */
const indicators = new Set(Array.from('-?:,[]{}#&*!|>\'"%@`', (character) => character.charCodeAt(0)))

function mayBegin(code: number, next: number): boolean {
  return !indicators.has(code) || (code === 0x2d && next >= 0x30 && next <= 0x39)
}
