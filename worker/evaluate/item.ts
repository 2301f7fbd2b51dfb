import type { Decision } from './decision.ts'

/**
 * A decision as the item OFREP answers with, alone or in a bulk. The value goes in as the text it is: JSON.stringify would
 * turn a float `1.0` into `1`, which typed clients refuse.
 */
export function itemText(decision: Decision): string {
  if (decision.errorCode !== undefined) return JSON.stringify(decision)
  const { key, value, reason, variant, metadata } = decision
  return `{"key":${JSON.stringify(key)},"value":${value},${JSON.stringify({ reason, variant, metadata }).slice(1)}`
}
