import type { SnapshotKey } from '../../schema/types.ts'
import type { Ancestry } from './ancestors.ts'
import type { Bucketing } from './bucket.ts'
import type { Condition } from './condition/condition.ts'
import type { Path } from './condition/path.ts'
import type { Metadata } from './decision.ts'
import type { Shape } from './header.ts'
import type { Schedule, Weights } from './rollout.ts'
import type { Subject } from './subject.ts'
import type { Numbers } from './frame.ts'
import type { KeyTable } from './key-table.ts'
import type { Lists } from './lists.ts'
import type { NameOf } from './user-names.ts'

/**
 * A snapshot that was checked and is ready to answer. Most of it are views of the bytes it came as: 10,000 flags load in
 * milliseconds and hold little more memory than those bytes. Nothing that can be seen of it ever changes; requests share it.
 */
export interface Plan {
  readonly environment: string
  readonly revision: string
  readonly version: string
  /** By SHA-256 of the key, 64 lower-case hex digits. */
  readonly keys: ReadonlyMap<string, SnapshotKey['kind']>
  readonly bucketing: Bucketing
  readonly flags: Flags
  readonly dependencies: Dependencies
  readonly ancestry: Ancestry
  readonly assignments: Assignments
  /** Number 0 admits everyone. */
  readonly predicates: readonly Predicate[]
  readonly groups: readonly Group[]
  readonly users: Users
  /** Every instant at which an answer can change by the clock alone, ascending; ramps change all the time between theirs. */
  readonly boundaries: Float64Array
  /** Works for one evaluation at a time; evaluations never wait, so they never meet. */
  readonly subject: Subject
}

/** By index of the flag; flags are sorted by key. */
export interface Flags {
  readonly keys: KeyTable
  /** The keys that were asked for, which a Map finds faster. */
  readonly known: Map<string, number>
  /** Of flags that were answered; filled on the way. */
  readonly metadata: (Metadata | undefined)[]
  readonly shapes: readonly Shape[]
  /** Index into `shapes`. */
  readonly shape: Numbers
  /** The bits of `trait`. */
  readonly traits: Numbers
  /** Of those with that trait, milliseconds since 1970-01-01T00:00:00Z. */
  readonly expires: ReadonlyMap<number, number>
  readonly version: Numbers
  /** The flag's assignments are those from here up to where the next flag's start. */
  readonly assignments: Uint32Array
  /** The flag's dependencies, likewise. */
  readonly dependencies: Uint32Array
}

export interface Dependencies {
  /** Of flags that they blocked; filled on the way. */
  readonly metadata: (Metadata | undefined)[]
  /** Index of the parent. */
  readonly parent: Numbers
  /** Indexes of the parent's variants, one of which it must serve. For those that are not here, the parent must be active; undefined when none is. */
  readonly wanted: ReadonlyMap<number, readonly number[]> | undefined
  /** The flags that have dependencies, every one behind its parents. */
  readonly order: Numbers
}

/** By index of the assignment; those of one flag stand together, in listed order. */
export interface Assignments {
  /** 0: nobody besides the users it names; else 1 and an index into `predicates`. */
  readonly predicate: Numbers
  /** What it serves to those it admits; for weights, the off variant stands in. */
  readonly code: Numbers
  /** One of `admission`. */
  readonly admission: Numbers
  /** 1 and an index into `thresholds` and `salts`, for those that admit a share. */
  readonly share: Numbers
  readonly thresholds: Numbers
  readonly salts: Numbers
  /** Of those whose admission is special. */
  readonly extras: ReadonlyMap<number, Extra>
}

/** The users that are named anywhere, by their place. */
export interface Users {
  readonly keys: KeyTable
  /** How `keys` spell a targeting key; undefined: as it is. */
  readonly nameOf: NameOf | undefined
  /** The assignments that name each user. */
  readonly own: Lists
  /** The groups each user is listed in, and excluded from. */
  readonly memberOf: Lists
  readonly excludedFrom: Lists
}

export interface Extra {
  /** Milliseconds since 1970-01-01T00:00:00Z; -Infinity and Infinity for an end that is not there. */
  readonly starts: number
  readonly expires: number
  /** What a user who is named must meet: an index into `predicates`. */
  readonly own: number
  readonly rollout: Schedule | undefined
  readonly weights: Weights | undefined
  /** Mixed with the hash of what it goes by. */
  readonly rolloutSalt: number
  readonly weightsSalt: number
  /** What rollout and weights go by; undefined: the targeting key. */
  readonly bucketBy: Path | undefined
}

/** Holds for a context that is in one of the groups, if groups are named, and meets the condition, if there is one. */
export interface Predicate {
  readonly groups: readonly number[] | undefined
  readonly when: Condition | undefined
  /** What it comes down to when the only group it asks for lists nobody and has a condition alone. */
  readonly plain: Condition | undefined
}

export interface Group {
  /** Lower than its own index. */
  readonly groups: readonly number[]
  readonly when: Condition | undefined
}
