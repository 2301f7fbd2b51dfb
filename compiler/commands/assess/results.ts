import type { Environment, Flag } from '../../model/model.ts'
import { instant } from '../../model/value-words.ts'
import type { Line } from './assignments.ts'
import type { Tally } from './tally.ts'

export interface Results {
  readonly flag: Flag
  readonly environment: Environment
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
  /** Nothing can turn it on here now. */
  readonly stopped: boolean
  readonly lines: readonly Line[]
  readonly tally: Tally
  /** In the flag's order; undefined: no answer, for want of a key. */
  readonly variants: readonly (string | undefined)[]
  /** Whom the tally is about. */
  readonly source: string
  /** What the users of the flag files get, counted. */
  readonly known: ReadonlyMap<string | undefined, number>
}

/** Shares are from 0 to 1. */
export function assessmentJson(results: Results): object {
  const { flag, environment, now, stopped, lines, tally, variants, known } = results
  return {
    flag: flag.key,
    environment: environment.key,
    at: instant(now),
    stopped,
    dependsOn: flag.dependsOn.map(({ parent, variants: wanted }) => ({
      flag: parent.key,
      ...(wanted ? { variants: wanted } : {}),
    })),
    assignments: lines.map(({ shares, ...line }) => ({ ...line, shares: Object.fromEntries(shares) })),
    contexts: tally.contexts,
    variants: variants.map((variant) => {
      const { exact, standardErrors, ...counted } = tally.of(variant)
      return { variant: variant ?? null, exact: exact ?? null, ...counted, standardErrors: standardErrors ?? null }
    }),
    knownUsers: [...known].map(([variant, count]) => ({ variant: variant ?? null, count })),
  }
}
