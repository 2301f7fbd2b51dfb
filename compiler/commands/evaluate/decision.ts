import type { Decision } from '../../../worker/evaluate/decision.ts'

/** One line for people. */
export function decisionLine(decision: Decision): string {
  if (decision.errorCode) return `${decision.key}: ${decision.errorDetails}`
  const blocked = decision.metadata.blockedBy ? `, blocked by ${decision.metadata.blockedBy}` : ''
  return `${decision.key} = ${decision.value} (${decision.variant}, ${decision.reason}${blocked})`
}

/** The item that OFREP answers with; the value keeps its spelling, `1.0` for a float. */
export function decisionJson(decision: Decision): string {
  if (decision.errorCode) return JSON.stringify(decision)
  const { key, reason, variant, metadata, value } = decision
  return `${JSON.stringify({ key, reason, variant, metadata }).slice(0, -1)},"value":${value}}`
}
