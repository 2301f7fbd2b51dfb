// Generated from schema/input and schema/snapshot.schema.json by `npm run generate`. Do not edit.

/**
 * What an application sends as targetingKey: any text of 1 to 256 characters.
 */
export type TargetingKey = string
/**
 * Lower-case letters and digits, with single dots, dashes or underscores between; starts with a letter; at most 100 characters.
 */
export type Key = string
/**
 * An instant in RFC 3339 with an offset, such as 2027-03-31T00:00:00Z.
 */
export type Instant = string
export type DependencyInput = (string | {
flag: string
/**
 * The parent must serve one of these.
 * 
 * @minItems 1
 */
variants?: string[]
})
/**
 * The word everyone, or a list; the first assignment that admits the context decides, a user's own before all others.
 */
export type AssignmentListInput = ("everyone" | AssignmentInput[])

/**
 * A Halyard file: a map of sections. Any file may hold any sections.
 */
export interface FlagFile {
/**
 * The places flags are answered in. The order is the order of promotion.
 */
environments?: {
[k: string]: EnvironmentInput
}
/**
 * Known users; the key is the targeting key that applications send.
 */
users?: {
[k: string]: UserInput
}
/**
 * Named lists of users.
 */
groups?: {
[k: string]: GroupInput
}
/**
 * The flags, by flag key.
 */
flags?: {
[k: string]: FlagInput
}
/**
 * Assignments outside the flag: environment, then flag, then the list. One (flag, environment) list has one home.
 */
assignments?: {
[k: string]: {
[k: string]: AssignmentListInput
}
}
}
export interface EnvironmentInput {
description?: string
/**
 * Plan and sync are stricter here.
 */
protected?: boolean
/**
 * API keys that choose this environment. Written by `halyard keys new`; only SHA-256 of a key is stored.
 * 
 * @maxItems 100
 */
keys?: ApiKeyInput[]
}
export interface ApiKeyInput {
/**
 * A server key sees every flag, a client key only flags marked `client: true`.
 */
kind: ("server" | "client")
/**
 * SHA-256 of the key, 64 lower-case hex digits.
 */
sha256: string
/**
 * Who uses this key, for people.
 */
name?: string
}
export interface UserInput {
/**
 * users.user_id in the database; given by the database when absent.
 */
id?: number
name?: string
}
export interface GroupInput {
description?: string
/**
 * Users of this group.
 */
members?: TargetingKey[]
}
export interface FlagInput {
/**
 * What the flag does, for the next reader.
 */
description?: string
/**
 * The team or person who answers for it.
 */
owner?: string
tags?: string[]
/**
 * What kind of value the flag has; boolean when absent.
 */
type?: ("boolean" | "string" | "integer" | "float" | "object")
/**
 * The master switch: when false, the flag is off everywhere. True when absent.
 */
enabled?: boolean
/**
 * Environments where the flag is off; their assignments are kept for later.
 */
disabledIn?: Key[]
/**
 * From this instant the flag is off.
 */
expires?: Instant
/**
 * May be evaluated with a client (browser) key. False when absent.
 */
client?: boolean
/**
 * Variant names and the values they stand for. For booleans: { on: true, off: false } when absent.
 */
variants?: {
[k: string]: unknown
}
/**
 * The variant served when the flag is off. For booleans: off.
 */
off?: string
/**
 * Flags that must be active (or serve one of the named variants) for this one to be on.
 */
dependsOn?: DependencyInput[]
/**
 * Who gets the flag, by environment.
 */
assignments?: {
[k: string]: AssignmentListInput
}
}
export interface AssignmentInput {
/**
 * One user; a user's own assignment comes before all others.
 */
user?: string
/**
 * Several users.
 * 
 * @minItems 1
 */
users?: string[]
/**
 * One group.
 */
group?: string
/**
 * Several groups; a member of any is admitted.
 * 
 * @minItems 1
 */
groups?: string[]
/**
 * Everyone, known or not.
 */
everyone?: true
/**
 * Counts from this instant on.
 */
starts?: Instant
/**
 * Counts until this instant.
 */
expires?: Instant
/**
 * The variant to serve; may be left out when only one variant is not the `off` one.
 */
serve?: string
/**
 * Why, for people.
 */
reason?: string
}

/**
 * Everything one environment needs to answer evaluations. Same commit, same bytes, on any machine.
 */
export interface Snapshot {
/**
 * The version of this schema.
 */
format: 1
environment: string
/**
 * The git commit it was compiled from, or `worktree` when it was compiled from files on disk.
 */
revision: string
/**
 * A hash over groups and flags: it changes only when an answer may change.
 */
version: string
keys: SnapshotKey[]
/**
 * The members (targeting keys) of each group that some assignment names.
 */
groups: string[][]
/**
 * In topological order: a flag stands after every flag it depends on.
 */
flags: SnapshotFlag[]
}
export interface SnapshotKey {
kind: ("server" | "client")
sha256: string
}
export interface SnapshotFlag {
key: string
type: ("boolean" | "string" | "integer" | "float" | "object")
client: boolean
/**
 * A hash over this flag: it changes only when its answer may change.
 */
version: string
variants: SnapshotVariant[]
/**
 * Index into variants.
 */
off: number
/**
 * Why nothing can turn the flag on here: its master switch, disabledIn, or no assignment list. Then nothing below is written.
 */
stopped?: ("disabled" | "disabled-here" | "unassigned")
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
expires?: number
dependsOn?: SnapshotDependency[]
assignments?: SnapshotAssignment[]
}
export interface SnapshotVariant {
name: string
/**
 * The value as ready JSON text, so that 1 and 1.0 survive.
 */
value: string
}
export interface SnapshotDependency {
/**
 * Index of the parent in flags; smaller than the child's own.
 */
flag: number
/**
 * Indexes into the parent's variants; absent: the parent must be active.
 */
variants?: number[]
}
export interface SnapshotAssignment {
/**
 * Targeting keys.
 */
users?: string[]
/**
 * Indexes into groups.
 */
groups?: number[]
everyone?: true
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
starts?: number
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
expires?: number
/**
 * Index into the flag's variants.
 */
serve: number
}
