import type { SnapshotFlag, SnapshotKey, SnapshotVariant } from '../../schema/types.ts'
import type { Served } from './decision.ts'

/** A snapshot that was checked and is ready to answer. Immutable, and safe to share between requests. */
export interface Prepared {
  readonly environment: string
  readonly revision: string
  readonly version: string
  /** By SHA-256 of the key, 64 lower-case hex digits. */
  readonly keys: ReadonlyMap<string, SnapshotKey['kind']>
  /** Targeting keys of the members. */
  readonly groups: readonly ReadonlySet<string>[]
  /** In topological order: parents stand before their children. */
  readonly flags: readonly PreparedFlag[]
  readonly byKey: ReadonlyMap<string, PreparedFlag>
  /** The same flags sorted by key (UTF-16 code units), the order of a bulk answer. */
  readonly sorted: readonly PreparedFlag[]
}

export interface PreparedFlag {
  /** Its place in `Prepared.flags`. */
  readonly index: number
  readonly key: string
  readonly client: boolean
  readonly variants: readonly SnapshotVariant[]
  /** Why nothing can turn the flag on here. */
  readonly stopped: SnapshotFlag['stopped']
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expires: number | undefined
  readonly dependsOn: readonly PreparedDependency[]
  readonly assignments: readonly PreparedAssignment[]
  /** Indexes of the assignments that name a user, in listed order. */
  readonly own: ReadonlyMap<string, readonly number[]>
  /** When the flag is stopped or expired: the `off` variant, DISABLED. */
  readonly disabled: Outcome
  /** When no assignment counts: the `off` variant, DEFAULT. */
  readonly unmatched: Outcome
}

export interface PreparedDependency {
  readonly parent: PreparedFlag
  /** Indexes of the parent's variants; undefined: the parent must be active. */
  readonly variants: ReadonlySet<number> | undefined
  /** When this dependency does not hold: the child's `off` variant, DISABLED. */
  readonly blocked: Outcome
}

export interface PreparedAssignment {
  /** Indexes into `Prepared.groups`. */
  readonly groups: readonly number[]
  readonly everyone: boolean
  /** Milliseconds since 1970-01-01T00:00:00Z; counts from this instant on. */
  readonly starts: number | undefined
  /** Milliseconds since 1970-01-01T00:00:00Z; counts until just before this instant. */
  readonly expires: number | undefined
  readonly matched: Outcome
}

/**
 * One of the few ends an evaluation of a flag can have. All of them are made when the snapshot is loaded, so an evaluation
 * allocates nothing and whoever turns decisions into bytes can do that once for each.
 */
export interface Outcome {
  readonly decision: Served
  /** Index of the variant served. */
  readonly variant: number
  /** The flag was not stopped and serves a variant other than `off`: what a child without `variants` asks of its parent. */
  readonly active: boolean
}
