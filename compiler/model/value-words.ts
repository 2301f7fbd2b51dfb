import { forTerminal } from '../diagnostics/sanitise.ts'
import { instantInWords } from './instant-words.ts'
import { operandInWords } from './condition-words.ts'
import { shorten } from '../source/shorten.ts'

const longest = 80
const many = 8

/** A value of the context or an operand; what people and strangers wrote is shown, and not obeyed. */
export function valueInWords(value: unknown): string {
  return shorten(forTerminal(operandInWords(value)), longest)
}

/** `NL, DE or FR`; past so many, the rest is counted. */
export function listInWords(values: readonly unknown[], last: 'and' | 'or', most = many): string {
  if (values.length === 0) return 'nothing'
  const rest = values.length - most
  const shown = values.slice(0, rest > 0 ? most : values.length).map(valueInWords)
  const ends = rest > 0 ? `${rest.toLocaleString('en')} more` : shown.pop()
  return shown.length === 0 ? `${ends}` : `${shown.join(', ')} ${last} ${ends}`
}

/** RFC 3339 in UTC, without the milliseconds when there are none. */
export function instant(at: number): string {
  return instantInWords(at).replace('.000Z', 'Z')
}

/** Thousandths of a percent as a percentage: `12.5`. */
export function percent(parts: number): string {
  return String(parts / 1000)
}
