import { forTerminal } from '../diagnostics/sanitise.ts'
import * as words from '../../worker/words/values.ts'

export { instant, percent } from '../../worker/words/values.ts'

/** A value of the context or an operand; what people and strangers wrote is shown, and not obeyed. */
export function valueInWords(value: unknown): string {
  return forTerminal(words.valueInWords(value))
}

/** `NL, DE or FR`; past so many, the rest is counted. */
export function listInWords(values: readonly unknown[], last: 'and' | 'or', most?: number): string {
  return forTerminal(words.listInWords(values, last, most))
}
