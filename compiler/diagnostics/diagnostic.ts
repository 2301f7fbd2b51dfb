import type { Where } from '../source/source.ts'

export type Severity = 'error' | 'warning' | 'note'

export const rank: Readonly<Record<Severity, number>> = { error: 2, warning: 1, note: 0 }

/** A small flag repository of an example: one file's text (`flags/example.yaml`), or files by path. */
export type Example = string | Readonly<Record<string, ExampleFile>>

/** Text; bytes that are no text; or something that is not a regular file. */
export type ExampleFile = string | Uint8Array | { readonly kind: 'link' | 'folder' | 'other' | 'unreadable' }

/**
 * A kind of problem. Checks are problems with a `check`; the other stages report theirs by hand.
 * `bad` must produce exactly this problem and no other error, `good` must compile without it: both run as tests and
 * are printed in docs/diagnostics.md.
 */
export interface Problem {
  /** Kebab-case, stable, equal to the file name. */
  readonly code: string
  readonly severity: Severity
  /** One sentence: what is wrong. */
  readonly summary: string
  /** Why it matters, for the docs. */
  readonly why: string
  readonly bad: Example
  readonly good: Example
}

export interface Related {
  readonly message: string
  readonly where: Where
}

export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  /** One sentence with the user's own names in it. */
  readonly message: string
  readonly where: Where
  readonly related: readonly Related[]
  /** What to do about it. */
  readonly help?: string
}

/** What a reporter says of one finding; code and severity come from the problem. */
export interface Finding {
  readonly message: string
  readonly where: Where
  readonly related?: readonly Related[]
  readonly help?: string | undefined
}
