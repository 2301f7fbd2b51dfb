import { codePoint, hidden, hiddenOffsets, zeroWidth } from '../source/characters.ts'
import type { Findings } from './findings.ts'
import { hiddenCharacter } from './problems/hidden-character.ts'

const manyPerFile = 10

/** Finds characters that hide something: written into the file as they are, or brought back by an escape. */
export class HiddenCharacters {
  /** Offsets in the text, growing. */
  readonly offsets: readonly number[]
  readonly #findings: Findings
  readonly #zeroWidth: boolean
  readonly #text: string

  constructor(text: string, findings: Findings) {
    this.#findings = findings
    this.#text = text
    this.#zeroWidth = zeroWidth.test(text)
    this.offsets = hiddenOffsets(text, manyPerFile)
    for (const offset of this.offsets)
      findings.add(hiddenCharacter, {
        message: `there is a character here that cannot be seen: ${name(text.slice(offset))}`,
        where: findings.span(offset),
        help: 'delete it; if you mean it, write it as an escape where the text is read',
      })
  }

  within(start: number, end: number): boolean {
    return this.offsets.some((offset) => offset >= start && offset < end)
  }

  /** Looks at the value of a scalar that may hold what its source does not show. True when it is clean. */
  clean(value: string, kind: 'key' | 'value', escaped: boolean, start: number, end: number): boolean {
    const match =
      (escaped ? hidden.exec(value) : null) ??
      (kind === 'key' && (escaped || this.#zeroWidth) ? zeroWidth.exec(value) : null) ??
      (kind === 'key' && escaped ? /[\n\r\t]/.exec(value) : null)
    if (!match || this.within(start, end)) return !match
    this.#findings.add(hiddenCharacter, {
      message: `this ${kind} contains a character that cannot be seen: ${name(match[0])}`,
      where: this.#findings.span(start, Math.min(end, this.#text.length)),
      help: kind === 'key' ? 'a key is made of characters that can be read and typed' : 'leave the character out',
    })
    return false
  }
}

function name(text: string): string {
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0)
  const words = names[character] ?? (/[\u202a-\u202e\u2066-\u2069]/.test(character) ? bidi : undefined)
  return words ? `${codePoint(character)} (${words})` : codePoint(character)
}

const bidi = 'it turns the direction of writing'
const names: Readonly<Record<string, string>> = {
  '\0': 'null',
  '\r': 'a carriage return without a line feed',
  '\u001b': 'escape',
  '\u200b': 'a space without width',
  '\ufeff': 'a byte order mark',
}
