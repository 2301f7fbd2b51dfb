import { beginsAsApiKey } from '../evaluate/api-key.ts'
import type { ErrorCode, Metadata } from '../evaluate/decision.ts'
import { passes } from './bound.ts'
import { log } from './log.ts'

/** A request that got an error. */
export interface Failure {
  readonly status: number
  readonly errorCode: ErrorCode
  /** The flag key that was asked for, as it came. */
  readonly key?: string | undefined
  readonly metadata?: Metadata | undefined
}

/** Logs a request that got an error, if there were not too many like it. Of what came with it, it tells the flag key alone. */
export function tellFailure({ status, errorCode, key, metadata }: Failure): void {
  const type = errorCode.toLowerCase()
  const leftOut = passes(`${status} ${type}`, Date.now())
  if (leftOut === undefined) return
  log(status < 500 ? 'warn' : 'error', 'an evaluation failed', {
    'event.name': 'feature_flag.evaluation',
    'feature_flag.provider.name': 'halyard',
    'feature_flag.key': key !== undefined && mayBeFlagKey(key) ? key : undefined,
    'feature_flag.set.id': metadata?.flagSetId,
    'feature_flag.version': metadata?.version,
    'feature_flag.result.reason': 'error',
    'error.type': type,
    'http.response.status_code': status,
    'halyard.left_out': leftOut === 0 ? undefined : leftOut,
  })
}

/** Logs an error that nobody foresaw, if there were not too many. */
export function tellFault(error: unknown): void {
  const leftOut = passes('fault', Date.now())
  if (leftOut === undefined) return
  log('error', 'a request failed', {
    'exception.type': error instanceof Error ? error.name : typeof error,
    'exception.stacktrace': error instanceof Error ? error.stack : String(error),
    'halyard.left_out': leftOut === 0 ? undefined : leftOut,
  })
}

/** Whatever else somebody puts into the address may be an e-mail address, or their API key, or most of it. */
function mayBeFlagKey(text: string): boolean {
  return text.length <= 100 && /^[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*$/.test(text) && !beginsAsApiKey(text)
}
