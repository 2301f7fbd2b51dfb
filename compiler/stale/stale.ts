import type { Flag } from '../model/model.ts'

/** Why a flag looks ready to be removed. Instants are milliseconds since 1970-01-01T00:00:00Z. */
export type Reason =
  /** It is over since this instant. */
  | { readonly kind: 'expired'; readonly since: number }
  /** Everybody gets this variant in every environment looked at. */
  | { readonly kind: 'settled'; readonly variant: string; readonly since: number }
  /** It is off for everybody in every environment looked at. */
  | { readonly kind: 'off'; readonly since: number }
  /** No application asked for it. */
  | { readonly kind: 'unasked' }

/** What is known of a flag. */
export interface Seen {
  readonly flag: Flag
  /** When somebody last changed it or one of those it depends on, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly changedAt: number
  /** What everybody gets, for each environment looked at; undefined where that differs or will change. */
  readonly served: readonly (Served | undefined)[]
  /** Whether anybody asked for it; undefined when nobody counted. */
  readonly asked: boolean | undefined
}

export interface Served {
  readonly variant: string
  readonly isActive: boolean
  readonly since: number
}

/**
 * Why a flag looks ready to be removed; empty when it does not.
 * @param before only what has been so since before this instant counts
 */
export function reasonsFor({ flag, changedAt, served, asked }: Seen, now: number, before: number): Reason[] {
  const reasons: Reason[] = []
  if (flag.expires !== undefined && flag.expires <= now) reasons.push({ kind: 'expired', since: flag.expires })
  else reasons.push(...settled(served, changedAt, before))
  if (asked === false && changedAt <= before) reasons.push({ kind: 'unasked' })
  return reasons
}

function settled(served: Seen['served'], changedAt: number, before: number): Reason[] {
  const [first] = served
  if (!first || served.some((one) => one?.variant !== first.variant)) return []
  const since = Math.max(changedAt, ...served.map((one) => one?.since ?? Infinity))
  if (since > before) return []
  if (served.every((one) => one?.isActive)) return [{ kind: 'settled', variant: first.variant, since }]
  return served.some((one) => one?.isActive) ? [] : [{ kind: 'off', since }]
}
