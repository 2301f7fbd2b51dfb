import type { Decision } from '../../../worker/evaluate/decision.ts'

/** One line for people. */
export function decisionLine(decision: Decision): string {
  if (decision.errorCode) return `${decision.key}: ${decision.errorDetails}`
  const blocked = decision.metadata.blockedBy ? `, blocked by ${decision.metadata.blockedBy}` : ''
  return `${decision.key} = ${decision.value} (${decision.variant}, ${decision.reason}${blocked})`
}
