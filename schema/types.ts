// Generated from the JSON Schemas in schema/ by `npm run generate`. Do not edit.

/**
 * What an application sends as targetingKey: any text of 1 to 256 characters.
 */
export type TargetingKey = string
/**
 * A value (equals), a list (in), or operators, all of which must hold.
 */
export type AttributeTestInput = (string | number | boolean | Scalar[] | OperatorsInput)
export type Scalar = (string | number | boolean)
/**
 * An instant in RFC 3339 with an offset, such as 2027-03-31T00:00:00Z.
 */
export type Instant = string
/**
 * The key of an environment: lower-case letters and digits, with single dots, dashes or underscores between; starts with a letter; at most 100 characters.
 */
export type Key = string
/**
 * The name of an attribute; dots lead into objects: `account.plan`.
 */
export type AttributePath = string
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
 * Percent of those admitted; the others go on to the next assignment.
 */
export type RolloutInput = (Percent | RolloutStepInput[] | RampInput)
/**
 * Percent, in steps of 0.001.
 */
export type Percent = number

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
 * Named sets of users: listed, or described by their attributes.
 */
groups?: {
[k: string]: GroupInput
}
/**
 * What applications send beside the targeting key. Once an attribute is declared, conditions are checked against its type and its values.
 */
attributes?: {
[k: string]: AttributeInput
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
 * The web origins that client keys may be used from, such as `https://app.example.com`, `https://*.example.com` or `http://localhost:*`. Absent: from any. Empty: from no browser.
 * 
 * @maxItems 100
 */
origins?: string[]
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
/**
 * Groups whose users belong to this one too.
 * 
 * @minItems 1
 */
groups?: string[]
/**
 * Whoever meets this belongs to the group.
 */
when?: ConditionInput
/**
 * Users who do not belong to this group, whatever else is said.
 * 
 * @minItems 1
 */
exclude?: TargetingKey[]
}
/**
 * All entries must hold: attributes by their path, and the combinators all, any, not and group.
 */
export interface ConditionInput {
/**
 * Every condition holds; true when there is none.
 */
all?: ConditionInput[]
/**
 * At least one condition holds; false when there is none.
 */
any?: ConditionInput[]
/**
 * The condition does not hold; also true when an attribute is missing.
 */
not?: ConditionInput
/**
 * The context is in this group, or in one of these.
 */
group?: (string | string[])
[k: string]: AttributeTestInput | ConditionInput[] | ConditionInput | string | string[] | undefined
}
export interface OperatorsInput {
/**
 * The same JSON type and value: 1 is 1.0, and not "1".
 */
equals?: (string | number | boolean | unknown[] | {

})
/**
 * Another value of the same JSON type.
 */
notEquals?: (string | number | boolean | unknown[] | {

})
/**
 * One of these; for a list, at least one of its items is.
 */
in?: Scalar[]
/**
 * None of these; for a list, none of its items is.
 */
notIn?: Scalar[]
/**
 * The text starts with this, or with one of these.
 */
startsWith?: (string | string[])
/**
 * The text ends with this, or with one of these.
 */
endsWith?: (string | string[])
/**
 * The text contains this, or one of these.
 */
contains?: (string | string[])
/**
 * The text holds a match of this regular expression in RE2 syntax, or of one of these.
 */
matches?: (string | string[])
/**
 * The number is greater than this.
 */
greaterThan?: number
/**
 * The number is this or greater.
 */
greaterThanOrEquals?: number
/**
 * The number is less than this.
 */
lessThan?: number
/**
 * The number is this or less.
 */
lessThanOrEquals?: number
/**
 * The instant, as RFC 3339 text, is earlier than this.
 */
before?: Instant
/**
 * The instant, as RFC 3339 text, is later than this.
 */
after?: Instant
/**
 * The version is this one; build metadata does not count.
 */
semverEquals?: string
/**
 * The version is another one.
 */
semverNotEquals?: string
/**
 * The version comes after this one.
 */
semverGreaterThan?: string
/**
 * The version is this one or comes after it.
 */
semverGreaterThanOrEquals?: string
/**
 * The version comes before this one.
 */
semverLessThan?: string
/**
 * The version is this one or comes before it.
 */
semverLessThanOrEquals?: string
/**
 * The attribute is there and not null.
 */
exists?: boolean
/**
 * The list holds this, or one of these.
 */
includesAny?: (Scalar | Scalar[])
/**
 * The list holds all of these.
 */
includesAll?: (Scalar | Scalar[])
/**
 * The IP address lies in this range, or in one of these.
 */
inCidr?: (string | string[])
/**
 * Modifier: texts are compared in lower case.
 */
ignoreCase?: boolean
/**
 * Modifier: the operators must not all hold. Still false when the attribute is missing or of another type.
 */
negate?: boolean
/**
 * Modifier: text that spells a number counts as that number.
 */
parse?: boolean
/**
 * Modifier: versions may begin with v and leave out minor and patch.
 */
loose?: boolean
}
export interface AttributeInput {
description?: string
/**
 * What applications send: semver, instant (RFC 3339) and ip are texts of that form; list is a list of scalars.
 */
type: ("string" | "integer" | "float" | "boolean" | "semver" | "instant" | "ip" | "list" | "object")
/**
 * All the values there are; for a list, all the values in it.
 * 
 * @minItems 1
 */
enum?: Scalar[]
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
 * A JSON Schema that every object variant must meet; checked by the compiler.
 */
schema?: {

}
/**
 * What rollouts and weights are shuffled with; the flag key when absent. Keep it when you rename a flag, and nobody changes sides.
 */
salt?: string
/**
 * The attribute whose value rollouts and weights go by; the targeting key when absent.
 */
bucketBy?: AttributePath
/**
 * Why people may change sides: in a protected environment, a change of salt, bucketBy, order or rollout that moves people needs it.
 */
rebucket?: string
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
 * Only contexts that meet this; alone, it stands for everyone who does.
 */
when?: ConditionInput
/**
 * Counts from this instant on.
 */
starts?: Instant
/**
 * Counts until this instant.
 */
expires?: Instant
rollout?: RolloutInput
/**
 * The variant to serve, or weights in percent that sum to 100; may be left out when only one variant is not the `off` one.
 */
serve?: (string | WeightsInput)
/**
 * Another salt than the flag's, for this rollout and these weights.
 */
salt?: string
/**
 * Another attribute than the flag's to go by.
 */
bucketBy?: AttributePath
/**
 * Why, for people.
 */
reason?: string
}
export interface RolloutStepInput {
/**
 * From this instant on.
 */
at: Instant
percent: Percent
}
/**
 * A straight line between two instants.
 */
export interface RampInput {
/**
 * Percent until `starts`; 0 when absent.
 */
from?: Percent
/**
 * Percent from `ends` on.
 */
to: Percent
starts: Instant
ends: Instant
}
/**
 * Percent for each variant; they sum to 100.
 */
export interface WeightsInput {
[k: string]: Percent
}

/**
 * The flag that is asked for.
 */
export type TestFlag = string
/**
 * Where it is asked for.
 */
export type TestEnvironment = string
/**
 * Who asks: short for `targetingKey` in the context. Without one, nobody in particular.
 */
export type TestUser = (string | null)
/**
 * When it is asked, such as 2027-03-31T00:00:00Z. Needed when the answer changes with time.
 */
export type TestInstant = string
/**
 * The place in rollouts and weights, in percent, instead of the one that the targeting key has.
 */
export type TestBucketInput = (BucketPercent | BucketInput)
/**
 * From 0 up to, but not including, 100, in steps of 0.001.
 */
export type BucketPercent = number
/**
 * The variant; or more of the answer.
 */
export type TestExpectationInput = (string | ExpectationInput)

/**
 * Tests of flags: a file `*.test.yaml` beside the flags, run by `halyard test`.
 */
export interface TestFile {
defaults?: TestDefaultsInput
/**
 * Each is one case; with `cases` or a `matrix`, several.
 */
tests: TestInput[]
}
/**
 * What holds for every test of this file that does not say otherwise.
 */
export interface TestDefaultsInput {
flag?: TestFlag
environment?: TestEnvironment
user?: TestUser
context?: TestContext
at?: TestInstant
bucket?: TestBucketInput
}
/**
 * What the application says of whoever asks. What stands here joins what `defaults` and the test say.
 */
export interface TestContext {

}
export interface BucketInput {
rollout?: BucketPercent
weights?: BucketPercent
}
export interface TestInput {
/**
 * A sentence about what the flag does.
 */
name: string
flag?: TestFlag
environment?: TestEnvironment
user?: TestUser
context?: TestContext
at?: TestInstant
bucket?: TestBucketInput
expect?: TestExpectationInput
/**
 * A table: each line is one case, and says what it has of its own.
 * 
 * @minItems 1
 */
cases?: TestCaseInput[]
matrix?: TestMatrixInput
}
export interface ExpectationInput {
/**
 * The name of the variant.
 */
variant?: string
/**
 * The value of the variant.
 */
value?: (string | number | boolean | unknown[] | {

})
reason?: ("STATIC" | "TARGETING_MATCH" | "SPLIT" | "DEFAULT" | "DISABLED")
/**
 * The parent that stands in the way.
 */
blockedBy?: string
/**
 * There is no answer, but this error code.
 */
error?: "TARGETING_KEY_MISSING"
}
export interface TestCaseInput {
flag?: TestFlag
environment?: TestEnvironment
user?: TestUser
context?: TestContext
at?: TestInstant
bucket?: TestBucketInput
expect?: TestExpectationInput
}
/**
 * Lists of values: every combination is one case, and all expect the same.
 */
export interface TestMatrixInput {
/**
 * @minItems 1
 */
flag?: TestFlag[]
/**
 * @minItems 1
 */
environment?: TestEnvironment[]
/**
 * @minItems 1
 */
user?: TestUser[]
/**
 * @minItems 1
 */
at?: TestInstant[]
/**
 * @minItems 1
 */
bucket?: TestBucketInput[]
/**
 * Attributes of the context, each with its list of values.
 */
context?: {
/**
 * @minItems 1
 */
[k: string]: unknown[]
}
}

/**
 * Operands are ready to compare: instants in milliseconds since 1970-01-01T00:00:00Z.
 */
export type SnapshotCondition = ({
all: SnapshotCondition[]
} | {
any: SnapshotCondition[]
} | {
not: SnapshotCondition
} | {
/**
 * Indexes into groups; one of them must hold the context.
 */
group: number[]
} | SnapshotAttributeTest)
/**
 * Thousandths of a percent: a number, steps in time, or a straight line in time.
 */
export type SnapshotRollout = (number | SnapshotStep[] | SnapshotRamp)

/**
 * What one environment needs to answer evaluations, before it is packed into bytes. Same commit, same content, on any machine.
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
 * 16 hex digits, a hash over groups and flags: it changes only when an answer may change.
 */
version: string
/**
 * The algorithm that turns a key and a salt into a bucket.
 */
bucketing: "murmur3-fmix32"
hashed?: SnapshotHashed
keys: SnapshotKey[]
/**
 * The web origins that client keys may be used from, sorted. Absent: from any.
 */
origins?: string[]
/**
 * The groups that some assignment or another group names; a group stands after every group it names.
 */
groups: SnapshotGroup[]
/**
 * In topological order: a flag stands after every flag it depends on.
 */
flags: SnapshotFlag[]
}
/**
 * There when users are named by a hash of their targeting key, under a salt that whoever answers must have. Conditions hold what was written.
 */
export interface SnapshotHashed {
/**
 * HMAC-SHA-256 of the targeting key under a key made from salt and environment; 128 bits of it, in base64url.
 */
algorithm: "hmac-sha256-128"
/**
 * The hash of a fixed text: tells whether a salt is the one.
 */
check: string
}
export interface SnapshotKey {
kind: ("server" | "client")
sha256: string
}
/**
 * Whoever is a member, in one of the groups, or meets the condition; never whoever is excluded.
 */
export interface SnapshotGroup {
/**
 * Targeting keys, or their hashes; sorted.
 */
members?: string[]
/**
 * Targeting keys, or their hashes; sorted.
 */
exclude?: string[]
/**
 * Indexes into groups, smaller than its own.
 */
groups?: number[]
when?: SnapshotCondition
}
export interface SnapshotAttributeTest {
attribute: string
test: SnapshotOperators
ignoreCase?: true
negate?: true
parse?: true
loose?: true
}
export interface SnapshotOperators {
equals?: (string | number | boolean | unknown[] | {

})
notEquals?: (string | number | boolean | unknown[] | {

})
in?: (string | number | boolean)[]
notIn?: (string | number | boolean)[]
includesAny?: (string | number | boolean)[]
includesAll?: (string | number | boolean)[]
startsWith?: string[]
endsWith?: string[]
contains?: string[]
matches?: string[]
inCidr?: string[]
greaterThan?: number
greaterThanOrEquals?: number
lessThan?: number
lessThanOrEquals?: number
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
before?: number
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
after?: number
semverEquals?: string
semverNotEquals?: string
semverGreaterThan?: string
semverGreaterThanOrEquals?: string
semverLessThan?: string
semverLessThanOrEquals?: string
exists?: boolean
}
export interface SnapshotFlag {
key: string
type: ("boolean" | "string" | "integer" | "float" | "object")
client: boolean
/**
 * 8 hex digits, a hash over this flag: it changes only when its answer may change.
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
 * Targeting keys, or their hashes; sorted.
 */
users?: string[]
/**
 * Indexes into groups.
 */
groups?: number[]
/**
 * Also when only `when` says who.
 */
everyone?: true
when?: SnapshotCondition
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
starts?: number
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
expires?: number
rollout?: SnapshotRollout
serve: (number | SnapshotWeight[])
/**
 * The flag key when absent.
 */
salt?: string
/**
 * The attribute to go by; targetingKey when absent.
 */
bucketBy?: string
}
export interface SnapshotStep {
at: number
parts: number
}
export interface SnapshotRamp {
from: number
to: number
starts: number
ends: number
}
export interface SnapshotWeight {
/**
 * Index into the flag's variants.
 */
variant: number
/**
 * Thousandths of a percent.
 */
parts: number
}

/**
 * The full id of the commit planned for.
 */
export type PlanCommit = string
export type PlanSentence = string
/**
 * What to do, naming the option that lifts it.
 */
export type PlanSentence1 = string
export type PlanName = string
export type PlanTable = ("environments" | "environment_keys" | "users" | "user_groups" | "user_group_membership" | "feature_flags" | "flag_dependencies" | "flag_environments" | "flag_rules" | "flag_assignments")
/**
 * The names that tell this row from every other of its table.
 * 
 * @minItems 1
 * @maxItems 8
 */
export type PlanKey = PlanName[]
/**
 * The names that tell this row from every other of its table.
 * 
 * @minItems 1
 * @maxItems 8
 */
export type PlanKey1 = PlanName[]
export type PlanCommit1 = string
/**
 * RFC 3339, UTC.
 */
export type PlanName1 = string
/**
 * A part of 1.
 */
export type PlanShare = number
/**
 * What happens.
 */
export type PlanSentence2 = string
/**
 * Whom it hits; empty for nobody.
 */
export type PlanSentence3 = string

/**
 * A plan as a file: what a sync would do, or what one commit changes against another, and whom it affects.
 */
export interface PlanDocument {
/**
 * The version of this schema.
 */
version: 1
/**
 * Against a database, or between two commits.
 */
kind: ("database" | "commits")
/**
 * The database, without a password; null between commits.
 */
store: (string | null)
/**
 * The full id of the commit compared with; null for a database that no commit was synced to.
 */
base: (string | null)
target: PlanCommit
/**
 * SHA-256 over all that a sync would do: equal plans, equal checksums.
 */
checksum: string
/**
 * The rails a sync would not pass.
 */
refusals: PlanRefusal[]
/**
 * Sentences for reviewers.
 */
warnings: PlanSentence[]
changes: PlannedChange[]
/**
 * What was changed in the database outside of git since the last sync.
 */
drift: PlannedDrift[]
impact: PlannedImpact
/**
 * What will change by itself afterwards, as far ahead as was asked for; oldest first.
 */
upcoming: PlannedUpcoming[]
/**
 * SHA-256 over everything else in the file: whoever edits it by accident, or cuts it off, breaks it. It is no signature.
 */
seal?: string
}
export interface PlanRefusal {
code: string
message: PlanSentence
help: PlanSentence1
/**
 * Null when it is no single place.
 */
because: (PlanPlace | null)
}
/**
 * Where the flag files say it, from 1; the path begins at the top of the git repository.
 */
export interface PlanPlace {
file: PlanName
line: number
column: number
}
/**
 * One row that has to change. A flag that left the flag files is archived, everything else is deleted.
 */
export interface PlannedChange {
action: ("create" | "update" | "archive" | "delete")
table: PlanTable
key: PlanKey
was?: PlanKey1
/**
 * The whole row as it is; null when it is not there yet.
 */
before: (PlanRow | null)
/**
 * The whole row as it shall be; null when it shall go.
 */
after: (PlanRow | null)
/**
 * Null when the flag files no longer mention it.
 */
because: (PlanPlace | null)
actor: PlanName
commit: PlanCommit1
}
/**
 * The fields of a row; instants in milliseconds since 1970-01-01T00:00:00Z, conditions, rollouts, weights and variants as JSON text.
 */
export interface PlanRow {
[k: string]: string | number | boolean | null | string[]
}
export interface PlannedDrift {
table: PlanTable
key: PlanKey
/**
 * The row as the last sync left it.
 */
base: (PlanRow | null)
/**
 * The row as the database holds it now.
 */
live: (PlanRow | null)
/**
 * The row as the flag files want it.
 */
wanted: (PlanRow | null)
/**
 * The fields that were changed by hand.
 */
fields: PlanName[]
/**
 * Those of them that git has changed since, too.
 */
conflicts: PlanName[]
by: ({
actor: PlanName
databaseUser: PlanName
at: PlanName1
} | null)
}
/**
 * Who would notice: every known user, and everybody else in exact shares.
 */
export interface PlannedImpact {
/**
 * The instant the answers are compared at: RFC 3339, UTC.
 */
at: string
/**
 * In the order of promotion.
 */
environments: PlannedEnvironmentImpact[]
}
export interface PlannedEnvironmentImpact {
environment: PlanName
isProtected: boolean
flags: PlannedFlagImpact[]
}
export interface PlannedFlagImpact {
flag: PlanName
/**
 * False: the flag itself stays as it is, and another that it depends on, or a group, changes.
 */
isChanged: boolean
/**
 * A boolean flag with no more than two variants: to have it or not is all there is to say.
 */
isSwitch: boolean
moves: PlannedMove[]
/**
 * Everybody else; null: too many cases.
 */
others: (PlannedOthers | null)
/**
 * People who change sides though no audience did.
 */
reshuffles: PlannedReshuffle[]
notes: PlanSentence[]
}
export interface PlannedMove {
kind: ("gains" | "loses" | "switches")
from: (string | null)
to: (string | null)
/**
 * How many known users.
 */
count: number
/**
 * The first of them.
 * 
 * @maxItems 100
 */
users: PlanName[]
}
export interface PlannedOthers {
before: PlanShares
after: PlanShares
gain: PlanShare
lose: PlanShare
switch: PlanShare
}
/**
 * By variant.
 */
export interface PlanShares {
[k: string]: PlanShare
}
export interface PlannedReshuffle {
kind: ("salt" | "bucketBy" | "order" | "lowered")
share: PlanShare
text: PlanSentence
because: (PlanPlace | null)
/**
 * Why the flag files say that this is meant; null: they do not.
 */
rebucket: (string | null)
}
export interface PlannedUpcoming {
/**
 * RFC 3339, UTC.
 */
at: string
environment: PlanName
flag: PlanName
kind: PlanName
text: PlanSentence2
whom: PlanSentence3
because: PlanPlace
}

/**
 * Which snapshot of an environment is served: the value of `s1/<environment>/current` in the store of snapshots.
 */
export interface Pointer {
/**
 * The version of this schema, and the number in the names of the store.
 */
schema: 1
/**
 * The oldest reader that may answer from the snapshot: raised when ignoring a field of it would change an answer.
 */
minReader: number
/**
 * Grows with every publication and every rollback; readers never go back to a smaller one.
 */
seq: number
/**
 * 32 hex digits, chosen at random by whoever wrote this pointer, so that of two that write at once each sees whose pointer stands.
 */
id: string
served: Publication
/**
 * Set by a rollback: publications are refused until somebody says to go on.
 */
held?: {
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
since: number
reason: string
}
/**
 * What was served before, newest first, each snapshot once; at most 20.
 */
history: Publication[]
}
/**
 * A snapshot in the store: the blob `s1/<environment>/<sha256>`.
 */
export interface Publication {
/**
 * Of the blob, 64 lower-case hex digits.
 */
sha256: string
bytes: number
/**
 * How many flags it holds.
 */
flags: number
/**
 * The git commit it was compiled from, or `worktree`.
 */
revision: string
/**
 * The sequence it was first published with.
 */
seq: number
/**
 * When it was first published, in milliseconds since 1970-01-01T00:00:00Z.
 */
at: number
board?: BoardReference
}
/**
 * What people are shown about it: another blob of the same environment.
 */
export interface BoardReference {
sha256: string
bytes: number
}

/**
 * What people are shown about the flags of one environment besides what its snapshot says: words, places, authors. Evaluations never read it.
 */
export interface Board {
format: 1
environment: string
/**
 * The git commit, or `worktree`.
 */
revision: string
/**
 * Where a place can be looked at, with {revision}, {path} and {line} to fill in; absent when the repository has no web page that is known.
 */
source?: string
/**
 * All of them, in the order of promotion.
 */
environments: BoardEnvironment[]
/**
 * The groups that the snapshot knows by their place: the index is that of the snapshot.
 */
groups?: BoardGroup[]
/**
 * By key, as in the snapshot, archived ones left out.
 */
flags: BoardFlag[]
}
export interface BoardEnvironment {
key: string
description?: string
protected: boolean
}
export interface BoardGroup {
key: string
place?: BoardPlace
}
export interface BoardPlace {
/**
 * From the top of the repository.
 */
path: string
line: number
column: number
}
export interface BoardFlag {
key: string
description?: string
owner?: string
tags?: string[]
place: BoardPlace
changed?: BoardChange
/**
 * Of this environment, in listed order: the index is the one the evaluator explains by.
 */
assignments: BoardAssignment[]
written?: BoardWritten
/**
 * The places of the flag's dependencies, by the key of the parent: the index is the one the evaluator explains by.
 */
dependencies?: BoardPlace[]
/**
 * What time alone changes, in order of time.
 */
upcoming?: BoardUpcoming[]
}
/**
 * The commit that made it what it is. Left out of the parts of a flag where it is the flag's own.
 */
export interface BoardChange {
/**
 * The name alone: mail addresses stay in git.
 */
author: string
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
at: number
commit: string
subject: string
}
export interface BoardAssignment {
/**
 * Whom it admits and what it serves, in one sentence.
 */
words: string
note?: string
place: BoardPlace
changed?: BoardChange
}
/**
 * Where what decides for everybody stands, and who made it so; each only where the files say it: the master switch while it is off, that it is off in this environment, its end, and its assignments here.
 */
export interface BoardWritten {
disabled?: BoardOrigin
disabledHere?: BoardOrigin
expires?: BoardOrigin
assignments?: BoardOrigin
}
export interface BoardOrigin {
place: BoardPlace
changed?: BoardChange
}
export interface BoardUpcoming {
/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 */
at: number
words: string
}
