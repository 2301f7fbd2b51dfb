import { isDeepStrictEqual } from 'node:util'
import type { Decision } from '../../worker/evaluate/decision.ts'
import type { Expected } from './case.ts'

/** One part of an answer that is not what the case expects; both as people read them. */
export interface Mismatch {
  readonly what: 'variant' | 'value' | 'reason' | 'blockedBy' | 'error'
  readonly expected: string
  readonly got: string
}

/** Everything in which an answer differs from what is expected; empty when nothing does. */
export function compare(expected: Expected, decision: Decision): Mismatch[] {
  const error = decision.errorCode
  const mismatches: Mismatch[] = []
  const put = (what: Mismatch['what'], wanted: string | undefined, got = 'nothing') => {
    if (wanted !== undefined && wanted !== got) mismatches.push({ what, expected: wanted, got })
  }
  if (expected.error !== undefined || error !== undefined) put('error', expected.error ?? 'nothing', error)
  if (error !== undefined) return mismatches
  const { variant, value, reason, metadata } = decision
  put('variant', expected.variant, variant)
  if (expected.value !== undefined && !isDeepStrictEqual(JSON.parse(value), expected.value))
    put('value', JSON.stringify(expected.value), value)
  put('reason', expected.reason, reason)
  put('blockedBy', expected.blockedBy, metadata.blockedBy)
  return mismatches
}
