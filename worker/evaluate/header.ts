import type { Snapshot, SnapshotCondition, SnapshotFlag, SnapshotRollout, SnapshotWeight } from '../../schema/types.ts'

/** What a packed snapshot says once or rarely, as JSON in front of its columns. Indexes refer to these lists and to columns. */
export interface Header extends Pick<
  Snapshot,
  'format' | 'environment' | 'revision' | 'version' | 'bucketing' | 'hashed' | 'keys'
> {
  readonly shapes: readonly Shape[]
  /** A group stands after every group it names; its listed users are in the columns. */
  readonly groups: readonly { readonly groups?: readonly number[]; readonly when?: number }[]
  readonly conditions: readonly SnapshotCondition[]
  /** The first one admits everyone. */
  readonly predicates: readonly { readonly groups?: readonly number[]; readonly when?: number }[]
  /** Flags that expire, and when. */
  readonly expires: readonly (readonly [flag: number, at: number])[]
  /** Dependencies that ask for some of the parent's variants. */
  readonly wanted: readonly (readonly [dependency: number, variants: readonly number[]])[]
  readonly extras: readonly (readonly [assignment: number, extra: HeaderExtra])[]
  /** Bytes of one number, and how many numbers, of each column in order. */
  readonly columns: readonly (readonly [width: number, count: number])[]
}

/** What a flag can serve; most flags are one of a few shapes. */
export interface Shape extends Pick<SnapshotFlag, 'type' | 'client' | 'off'> {
  /** Names and values; a value is JSON text. */
  readonly variants: readonly (readonly [name: string, value: string])[]
}

/** What few assignments have. Instants are in milliseconds since 1970-01-01T00:00:00Z. */
export interface HeaderExtra {
  readonly starts?: number
  readonly expires?: number
  /** What a user who is named must meet: an index into `predicates`. */
  readonly own?: number
  readonly rollout?: SnapshotRollout
  readonly weights?: readonly SnapshotWeight[]
  /** What the hash is mixed with for the rollout, and for the weights. */
  readonly salts?: readonly [rollout: number, weights: number]
  readonly bucketBy?: string
}
