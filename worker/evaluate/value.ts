import type { SnapshotFlag } from '../../schema/types.ts'

/**
 * Is this text the JSON of a value of this type? Answers are put together from such texts, so anything else would break a
 * whole body. An integer is written without fraction and exponent.
 */
export function fits(json: string, type: SnapshotFlag['type']): boolean {
  if (type === 'boolean') return json === 'true' || json === 'false'
  if (type === 'integer') return /^-?(0|[1-9]\d*)$/.test(json) && Number.isSafeInteger(Number(json))
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return false // not JSON at all
  }
  if (type === 'string') return typeof value === 'string'
  if (type === 'float') return typeof value === 'number' && Number.isFinite(value)
  return typeof value === 'object' && value !== null
}
