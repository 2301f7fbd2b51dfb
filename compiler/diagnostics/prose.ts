/** A name as messages show it. */
export function quote(name: string): string {
  return `\`${name}\``
}

/** `1 file`, `2 files`: for nouns that take an s. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

/** Names as a sentence has them: `a`, `b` and `c`; past `most` of them the rest is counted. */
export function enumerate(names: readonly string[], most = 5): string {
  const words =
    names.length > most ? [...names.slice(0, most).map(quote), `${names.length - most} more`] : names.map(quote)
  return joined(words, 'and')
}

/** The choices of a help text: `a`, `b` or `c`. */
export function choices(names: readonly string[], most = 8): string {
  if (names.length > most) return `${names.slice(0, most).map(quote).join(', ')}, …`
  return joined(names.map(quote), 'or')
}

/** `a, b and c`, for words that are ready to be read. */
export function joined(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** `a flag`, `an environment`. */
export function article(noun: string): string {
  return `${/^(?!user)[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}
