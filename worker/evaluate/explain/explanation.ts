import type { ConditionTrace } from '../condition/trace.ts'
import type { Decision } from '../decision.ts'

/** A decision and the way to it. */
export interface Explanation {
  readonly flag: string
  readonly decision: Decision
  /** In the order of evaluation, up to and with the step that decided. */
  readonly steps: readonly Step[]
}

export type Step =
  | { readonly step: 'unknown'; readonly decided: true }
  | StoppedStep
  | ExpiryStep
  | DependencyStep
  | AssignmentStep
  | UnreadableStep
  | UnmatchedStep

export interface StoppedStep {
  readonly step: 'stopped'
  readonly decided: boolean
  readonly stopped: 'disabled' | 'disabled-here' | 'unassigned' | undefined
}

export interface ExpiryStep {
  readonly step: 'expiry'
  readonly decided: boolean
  /** Milliseconds since 1970-01-01T00:00:00Z; undefined when the flag never expires. */
  readonly expires: number | undefined
}

export interface DependencyStep {
  readonly step: 'dependency'
  readonly decided: boolean
  /** Place among the flag's dependencies, from 0. */
  readonly index: number
  readonly parent: string
  readonly serves: string
  readonly active: boolean
  /** The variants the child asks for; undefined when the parent must be active. */
  readonly needs: readonly string[] | undefined
  /** How the parent came to serve that. Steps about one parent share one explanation. */
  readonly why: Explanation
}

/** It asks something that this version does not know. */
export interface UnreadableStep {
  readonly step: 'unreadable'
  readonly decided: true
}

export interface AssignmentStep {
  readonly step: 'assignment'
  readonly decided: boolean
  /** Place in the flag's list for this environment, from 0. */
  readonly index: number
  /** `own` when the assignment names the user and so came before the list. */
  readonly by: 'own' | 'list'
  readonly outcome: AssignmentOutcome
  /** The variant, when it is served. */
  readonly serves: string | undefined
  /** It names users and nobody else, and the context is none of them. */
  readonly forOthers: boolean
  /** The groups of its audience; undefined when it has none, or needs none to admit. */
  readonly groups: readonly GroupStanding[] | undefined
  /** Undefined when it has no condition, or its audience shuts the context out before. */
  readonly when: ConditionTrace | undefined
  /** The groups that the condition names. */
  readonly whenGroups: readonly GroupStanding[]
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly starts: number | undefined
  readonly expires: number | undefined
  /** Undefined when it has none, or was not asked. */
  readonly rollout: RolloutTrace | undefined
  readonly weights: WeightsTrace | undefined
}

/** What kept the context out, the first of: audience, condition, window, want of a key, and the share. */
export type AssignmentOutcome =
  | 'served'
  | 'not-in-audience'
  | 'condition'
  | 'not-started'
  | 'expired'
  | 'no-key'
  | 'outside'

export interface UnmatchedStep {
  readonly step: 'unmatched'
  readonly decided: true
  /** An assignment that otherwise admits was passed over for want of a key. */
  readonly lacksKey: boolean
}

/** How a context stands to a group. */
export interface GroupStanding {
  /** Of the group in the snapshot. */
  readonly index: number
  readonly inside: boolean
  /** What settled it; `outside`: nothing lets the context in. */
  readonly by: 'excluded' | 'member' | 'group' | 'condition' | 'outside'
  /** The groups it includes that were asked. Standings of one group are one object. */
  readonly groups: readonly GroupStanding[]
  /** Undefined when it has none, or was not asked. */
  readonly when: ConditionTrace | undefined
  /** The groups that the condition names. */
  readonly whenGroups: readonly GroupStanding[]
}

/** A bucket, from 0 to 99999, and where it comes from. */
export interface BucketTrace {
  /** The attribute whose value is hashed; undefined: the targeting key. */
  readonly by: string | undefined
  /** The text that is hashed; undefined when the context has none. */
  readonly key: string | undefined
  /** Undefined for want of a key, and when everybody or nobody is in. */
  readonly bucket: number | undefined
  /** The bucket was given from outside. */
  readonly pinned: boolean
}

export interface RolloutTrace extends BucketTrace {
  /** Thousandths of a percent, at the instant of the evaluation: in are the buckets below. */
  readonly parts: number
  /** How the share follows the clock. */
  readonly schedule: 'fixed' | 'steps' | 'ramp'
}

export interface WeightsTrace extends BucketTrace {
  /** The variants in order, each with the buckets from `from` up to `to`, which is exclusive. */
  readonly shares: readonly { readonly variant: string; readonly from: number; readonly to: number }[]
}
