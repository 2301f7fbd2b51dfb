import type { ErrorCode, Metadata, Reason } from './evaluate/decision.ts'

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What another Worker gets for one flag: an OFREP item, read. */
export type Answer = Answered | Unanswered

export interface Answered {
  readonly key: string
  readonly value: Json
  readonly reason: Reason
  readonly variant: string
  readonly metadata: Metadata
  readonly errorCode?: undefined
}

/** The application's own default holds. */
export interface Unanswered extends Refused {
  readonly key: string
}

/** Nothing could be evaluated. */
export interface Refused {
  readonly errorCode: ErrorCode
  /** One sentence for people. */
  readonly errorDetails: string
  /** Empty when it is not known which environment was meant. */
  readonly metadata: Partial<Metadata>
}

/** What another Worker gets for all flags, sorted by key; those that cannot be evaluated are among them. */
export type Answers =
  | { readonly flags: readonly Answer[]; readonly metadata: Metadata; readonly errorCode?: undefined }
  | Refused

/** What the application says about the subject: text, numbers, booleans, dates, lists and maps. */
export type Context = Readonly<Record<string, unknown>>

/** A service binding to the entrypoint `Flags` of a Halyard Worker. Bad input is answered with an error code; only a Worker that is not there throws. */
export interface FlagsBinding {
  evaluate(environment: string, flagKey: string, context?: Context): Promise<Answer>
  evaluateAll(environment: string, context?: Context): Promise<Answers>
}
