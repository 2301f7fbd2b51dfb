import type { SnapshotFlag } from '../../schema/types.ts'

/** What the application says about the subject: any JSON object. Nothing in it is trusted to have a certain type. */
export type EvaluationContext = Readonly<Record<string, unknown>>

/** Why a variant is served, in OpenFeature's words. SPLIT: a bucket decided. */
export type Reason = 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'DEFAULT' | 'DISABLED'

/** The error codes an OFREP server may send. */
export type ErrorCode = 'FLAG_NOT_FOUND' | 'PARSE_ERROR' | 'TARGETING_KEY_MISSING' | 'INVALID_CONTEXT' | 'GENERAL'

/**
 * Flat, because OpenFeature clients drop anything nested. Always holds `flagSetId` (the environment) and `version` (of the
 * flag, or of the snapshot when there is no flag), the names telemetry hooks read; `blockedBy` is the key of the parent
 * that does not hold.
 */
export type Metadata = Readonly<{ flagSetId: string; version: string; blockedBy?: string }>

/** The answer to one evaluation. Its metadata is shared with other decisions: never change one. */
export type Decision = Served | Failed

export interface Served {
  readonly key: string
  readonly type: SnapshotFlag['type']
  readonly variant: string
  /** JSON text, so that an integer `1` and a float `1.0` keep their spelling. */
  readonly value: string
  readonly reason: Reason
  readonly metadata: Metadata
  readonly errorCode?: undefined
}

export interface Failed {
  readonly key: string
  readonly errorCode: ErrorCode
  /** One sentence for people. */
  readonly errorDetails: string
  readonly metadata: Metadata
}
