/** Thrown at the first thing that is not plain; made once, since a stack trace would cost more than the reading. */
export const unusual = new Error('not plain YAML')

const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** Other spellings of these words, which YAML knows as well. */
const spelled = /^(?:~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)$/

/** Numbers that everybody reads alike, and that fit. */
const canonical = /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/

/** Everything YAML takes for a number. */
const numeric = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/

/** What a scalar without quotes stands for. */
export function resolve(text: string): unknown {
  if (/^[-+.0-9]/.test(text)) return number(text)
  const word = words.get(text)
  if (word !== undefined) return word
  if (spelled.test(text)) throw unusual
  return text
}

function number(text: string): unknown {
  if (canonical.test(text)) {
    const value = Number(text)
    if (Object.is(value, -0)) throw unusual
    return value
  }
  if (/^[-+.]/.test(text) || numeric.test(text)) throw unusual
  return text
}
