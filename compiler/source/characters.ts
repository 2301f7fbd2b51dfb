/**
 * Characters that make a text look like something it is not: controls other than tab and line ends, line separators
 * of Unicode, marks that turn the direction of writing, byte order marks, halves of surrogate pairs.
 */
// oxlint-disable no-control-regex -- control characters are what this file is about
export const hidden =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Characters without a width; fine inside prose (emoji, some scripts), never inside a key. */
export const zeroWidth = /[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064]/

const everyHidden = new RegExp(hidden, 'g')
const unprintable = new RegExp(`${hidden.source}|${zeroWidth.source}|[\\r\\n\\t]`, 'g')

/** `U+202E`, as Unicode names a character. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The offsets of hidden characters, at most `most` of them. */
export function hiddenOffsets(text: string, most: number): number[] {
  const offsets: number[] = []
  if (!hidden.test(text)) return offsets
  for (const match of text.matchAll(everyHidden)) if (offsets.push(match.index) === most) break
  return offsets
}

/** One line of text in which everything is visible: what could not be seen stands as `\u{202e}`. */
export function visible(text: string): string {
  return text.replaceAll(unprintable, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
