const longest = 80
const most = 8

/** A value of the context or an operand, shortened. Text stands without quotes where nothing else could be meant. */
export function valueInWords(value: unknown): string {
  const plain = typeof value === 'string' && /^\p{L}[\p{L}\p{N}._-]*$/u.test(value)
  return shorten(plain && !['true', 'false', 'null'].includes(value) ? value : (JSON.stringify(value) ?? 'nothing'))
}

/** `NL, DE or FR`; past a few, the rest is counted. */
export function listInWords(values: readonly unknown[], last: 'and' | 'or'): string {
  const rest = values.length - most
  const shown = values.slice(0, rest > 0 ? most : values.length).map(valueInWords)
  return joined(rest > 0 ? [...shown, `${rest.toLocaleString('en')} more`] : shown, last) || 'nothing'
}

/** `a, b and c`, for words that are ready to be read. */
export function joined(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** RFC 3339 in UTC, without the milliseconds when there are none; a number that no calendar reaches stays a number. */
export function instantInWords(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString().replace('.000Z', 'Z')
}

/** Thousandths of a percent as a percentage: `12.5`. */
export function percent(parts: number): string {
  return String(parts / 1000)
}

function shorten(text: string): string {
  if (text.length <= longest) return text
  const characters = Array.from(text)
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text
}
