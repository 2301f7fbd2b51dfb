import type { Decision, ErrorCode, Metadata } from './evaluate/decision.ts'
import { itemText } from './evaluate/item.ts'
import { respond } from './respond.ts'
import { tellFailure } from './telemetry/failures.ts'

/** What an error is about; a field that is not known is left out. */
interface About {
  readonly key?: string | undefined
  readonly metadata?: Metadata
}

/**
 * An error in the shape every OpenFeature client understands, whatever its status: some need `metadata`, some `key`, and
 * all of them show `errorDetails`.
 */
export function errorAnswer(
  status: number,
  errorCode: ErrorCode,
  errorDetails: string,
  { key, metadata }: About = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  return respond(status, JSON.stringify({ key, errorCode, errorDetails, metadata: metadata ?? {} }), headers)
}

/** The answer to a single evaluation. */
export function singleAnswer(decision: Decision): Response {
  const status = statusOf(decision)
  if (decision.errorCode !== undefined) tellFailure({ status, ...decision })
  return respond(status, itemText(decision))
}

function statusOf({ errorCode }: Decision): number {
  if (errorCode === undefined) return 200
  return errorCode === 'FLAG_NOT_FOUND' ? 404 : 400
}
