import type { AttributeInput, EnvironmentInput, FlagInput, GroupInput, UserInput } from '../../schema/types.ts'
import type { Located, Place } from '../source/source.ts'
import type { Condition } from './condition.ts'
import type { Rollout, Weight } from './rollout.ts'

/** The nouns after linking: every name is a thing. Maps keep the order of reading (files by path, then as written). */
export interface Model {
  readonly environments: ReadonlyMap<string, Environment>
  readonly users: ReadonlyMap<string, User>
  readonly groups: ReadonlyMap<string, Group>
  /** By path; when there are none, conditions may name any attribute. */
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly flags: ReadonlyMap<string, Flag>
  /** Names that were written but whose definition is broken: no follow-up noise about them. */
  readonly broken: Broken
}

export interface Broken {
  readonly environments: ReadonlySet<string>
  readonly users: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
  readonly attributes: ReadonlySet<string>
  readonly flags: ReadonlySet<string>
  /** True when a whole file could not be read, so that any name may have stood in it. */
  readonly anyName: boolean
}

declare const sound: unique symbol
/** A model without errors: the only kind that can be planned, synced and emitted. Made by `Report.sound`. */
export type SoundModel = Model & { readonly [sound]: true }

export interface Environment {
  readonly key: string
  readonly declared: Located<EnvironmentInput>
  /** 0 for the first environment written. */
  readonly position: number
  readonly protected: boolean
  /** The web origins that client keys may be used from, sorted; undefined: from any. */
  readonly origins: readonly string[] | undefined
}

export interface User {
  readonly key: string
  readonly declared: Located<UserInput>
}

/** Whoever is a member, in one of `groups`, or meets `when`; never whoever is excluded. */
export interface Group {
  readonly key: string
  readonly declared: Located<GroupInput>
  readonly members: readonly Member[]
  readonly groups: readonly Named<Group>[]
  readonly when: Condition | undefined
  readonly exclude: readonly Member[]
}

/** What applications send under this path of the evaluation context. */
export interface Attribute {
  /** The path, with dots between its parts. */
  readonly key: string
  readonly declared: Located<AttributeInput>
  readonly type: AttributeInput['type']
}

export interface Member {
  readonly user: User
  readonly place: Place
}

export type FlagType = NonNullable<FlagInput['type']>

export interface Flag {
  readonly key: string
  readonly declared: Located<FlagInput>
  readonly type: FlagType
  readonly variants: readonly Variant[]
  /** The name of the variant served when the flag is off. */
  readonly off: string
  /** The variant an assignment serves when it does not say: the only one that is not `off`; undefined when several. */
  readonly on: string | undefined
  readonly enabled: boolean
  readonly disabledIn: ReadonlySet<Environment>
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expires: number | undefined
  readonly client: boolean
  /** What rollouts and weights are shuffled with, unless an assignment has a salt of its own. */
  readonly salt: string
  /** The attribute that rollouts and weights go by; undefined: the targeting key. */
  readonly bucketBy: string | undefined
  readonly dependsOn: readonly Dependency[]
  /** By environment; an environment that is not there has no list. */
  readonly assignments: ReadonlyMap<Environment, AssignmentList>
}

export interface Variant {
  readonly name: string
  /** The value as JSON text: `1.0` for a float 1, `1` for an integer. */
  readonly json: string
}

export interface Dependency {
  readonly parent: Flag
  /** Absent: the parent must be active. */
  readonly variants: readonly string[] | undefined
  /** Where the parent's name stands. */
  readonly place: Place
}

export interface AssignmentList {
  /** The key of the list: `production` under a flag's assignments, or the flag's key in a section of its own. */
  readonly place: Place
  readonly assignments: readonly Assignment[]
}

export interface Assignment {
  readonly place: Place
  readonly users: readonly Named<User>[]
  readonly groups: readonly Named<Group>[]
  /** Also when `when` alone says who. */
  readonly everyone: boolean
  readonly when: Condition | undefined
  readonly starts: Timed | undefined
  readonly expires: Timed | undefined
  readonly rollout: Rollout | undefined
  /** The variant served (when the YAML does not say, the flag's `on`), or weights in the order of the flag's variants. */
  readonly serve: string | readonly Weight[]
  /** Its own, else the flag's, else the flag key. */
  readonly salt: string
  /** Its own, else the flag's; undefined: the targeting key. */
  readonly bucketBy: string | undefined
  readonly reason: string | undefined
}

/** A thing named in an assignment, and where. */
export interface Named<T> {
  readonly thing: T
  readonly place: Place
}

export interface Timed {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly place: Place
}
