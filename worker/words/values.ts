const longest = 80
const many = 8

/** A value of the context or an operand, shortened. As it was sent: not fit for a terminal. */
export function valueInWords(value: unknown): string {
  return beginning(operandInWords(value), longest)
}

/** At most so many characters, none of them cut in two. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text
  const characters = Array.from(text)
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text
}

/** `NL, DE or FR`; past so many, the rest is counted. */
export function listInWords(values: readonly unknown[], last: 'and' | 'or', most = many): string {
  const rest = values.length - most
  const shown = values.slice(0, rest > 0 ? most : values.length).map(valueInWords)
  return joined(rest > 0 ? [...shown, `${rest.toLocaleString('en')} more`] : shown, last) || 'nothing'
}

/** `a, b and c`, for words that are ready to be read. */
export function joined(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** Text stands without quotes where nothing else could be meant; something that is no JSON value is `nothing`. */
export function operandInWords(operand: unknown): string {
  const plain = typeof operand === 'string' && /^\p{L}[\p{L}\p{N}._-]*$/u.test(operand)
  return plain && !['true', 'false', 'null'].includes(operand) ? operand : (JSON.stringify(operand) ?? 'nothing')
}

/** RFC 3339 in UTC, without the milliseconds when there are none; a number that no calendar reaches stays a number. */
export function instant(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString().replace('.000Z', 'Z')
}

/** Thousandths of a percent as a percentage: `12.5`. */
export function percent(parts: number): string {
  return String(parts / 1000)
}
