import type { Change } from './change.ts'
import type { Drift } from './drift.ts'
import type { Place } from '../source/source.ts'
import type { Impact } from './impact.ts'
import type { Upcoming } from './upcoming.ts'

/** Who is behind a change, and with which commit; `order` grows from parents to children. */
export interface Author {
  readonly actor: string
  /** The full id. */
  readonly commit: string
  readonly order: number
}

/** A change with the actor and the commit its audit row will name. */
export interface Signed extends Author {
  readonly change: Change
}

/** A rail that a sync would not pass. */
export interface Refusal {
  /** Stable, kebab-case: `mass-change`, `nothing-left`, `removes-active`, `rebucket`, … */
  readonly code: string
  /** One sentence. */
  readonly message: string
  /** What to do, naming the option that lifts it. */
  readonly help: string
  /** Where the flag files say what is refused; undefined when that is no single place. */
  readonly because?: Place | undefined
}

/** What a sync would do, or what one commit changes against another, and what follows from it. */
export interface Plan {
  /** Against a database, or between two commits. */
  readonly kind: 'database' | 'commits'
  /** The database, without a password; undefined between commits. */
  readonly store: string | undefined
  /** The full commit ids; the base is null for a database that no commit was synced to. */
  readonly base: string | null
  readonly target: string
  readonly changes: readonly Signed[]
  readonly drift: readonly Drift[]
  readonly refusals: readonly Refusal[]
  /** Sentences for reviewers: `.mailmap changes the names of authors`. */
  readonly warnings: readonly string[]
  readonly impact: Impact
  /** What will change by itself afterwards, as far ahead as was asked for. */
  readonly upcoming: readonly Upcoming[]
  /** SHA-256 over all that a sync would do: equal plans, equal checksums. */
  readonly checksum: string
}
