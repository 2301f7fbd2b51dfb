import type { Decision } from '../../../worker/evaluate/decision.ts'
import { shorten } from '../../source/shorten.ts'
import type { Mismatch } from '../../testing/compare.ts'

export function mismatchWords({ what, expected, got }: Mismatch): string {
  const noun = what === 'blockedBy' ? 'to be blocked by' : `the ${what}`
  return `expected ${noun} ${shorten(expected, 80)}, got ${shorten(got, 80)}`
}

/** The whole answer: `it answers off (false, DEFAULT)`. */
export function answerWords(decision: Decision): string {
  if (decision.errorCode !== undefined) return `it answers ${decision.errorCode}: ${decision.errorDetails}`
  const { variant, value, reason, metadata } = decision
  const blocked = metadata.blockedBy === undefined ? '' : `, blocked by ${metadata.blockedBy}`
  return `it answers ${variant} (${shorten(value, 80)}, ${reason}${blocked})`
}
