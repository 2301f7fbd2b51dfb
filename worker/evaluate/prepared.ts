import type { SnapshotFlag, SnapshotKey, SnapshotVariant } from '../../schema/types.ts'
import type { Served } from './decision.ts'

/** A snapshot that was checked and is ready to answer. Nothing that can be seen of it ever changes; requests share it. */
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
  readonly environment: string
  readonly key: string
  readonly type: SnapshotFlag['type']
  readonly version: string
  readonly client: boolean
  readonly variants: readonly SnapshotVariant[]
  /** Index of the variant served when nothing turns the flag on. */
  readonly off: number
  /** Why nothing can turn the flag on here. */
  readonly stopped: SnapshotFlag['stopped']
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expires: number | undefined
  readonly dependsOn: readonly PreparedDependency[]
  readonly assignments: readonly PreparedAssignment[]
  /** Indexes of the assignments that name a user, in listed order. */
  readonly own: ReadonlyMap<string, readonly number[]>
  /** Filled by `outcomeFor`. */
  readonly made: (Outcome | undefined)[]
}

export interface PreparedDependency {
  readonly parent: PreparedFlag
  /** Indexes of the parent's variants; undefined: the parent must be active. */
  readonly variants: readonly number[] | undefined
  /** Filled by `blockedOutcome`. */
  readonly made: (Outcome | undefined)[]
}

export interface PreparedAssignment {
  /** Indexes into `Prepared.groups`. */
  readonly groups: readonly number[]
  readonly everyone: boolean
  /** Milliseconds since 1970-01-01T00:00:00Z; counts from this instant on. */
  readonly starts: number | undefined
  /** Milliseconds since 1970-01-01T00:00:00Z; counts until just before this instant. */
  readonly expires: number | undefined
  /** Index into the flag's variants. */
  readonly serve: number
  /** STATIC when neither a context nor the clock can change that this one decides. */
  readonly reason: 'STATIC' | 'TARGETING_MATCH'
}

/**
 * One of the few ends an evaluation of a flag can have. Each is made once in the life of a snapshot, so most evaluations
 * allocate nothing, and whoever turns decisions into bytes can do that once for each.
 */
export interface Outcome {
  readonly decision: Served
  /** Index of the variant served. */
  readonly variant: number
  /** The flag was not stopped and serves a variant other than `off`: what a child without `variants` asks of its parent. */
  readonly active: boolean
}
