/** One question of a segment; all of a segment's conditions must hold. */
export type Condition =
  | { readonly attribute: 'country'; readonly oneOf: readonly string[] }
  | { readonly attribute: 'plan'; readonly equals: string }
  | { readonly attribute: 'age'; readonly greaterThan: number }

export interface Segment {
  readonly key: string
  readonly conditions: readonly Condition[]
}

/**
 * A boolean flag in words every engine has. Off unless the one it requires is on; then on for its users, and on for its
 * segment, or for that whole percentage of it. Off for everybody else.
 */
export interface BenchFlag {
  readonly key: string
  readonly users: readonly string[]
  readonly segment?: Segment
  readonly percent?: number
  readonly requires?: string
}

/** What every candidate is asked about. A flag stands after the one it requires. */
export interface Workload {
  readonly users: readonly string[]
  readonly segments: readonly Segment[]
  readonly flags: readonly BenchFlag[]
  readonly contexts: readonly Context[]
  /** Keys of the flags that are asked for one by one. */
  readonly asked: readonly string[]
}

export interface Context {
  readonly user: string
  readonly country: string
  readonly plan: string
  readonly age: number
}
