import type { Place } from '../../source/source.ts'

/** Holds, does not hold, decides, or only says more. */
export type Mark = 'yes' | 'no' | 'decides' | 'note'

/** One thing an explanation says, where in the flag files it comes from, and what it says of it in detail. */
export interface Told {
  readonly mark: Mark
  readonly words: string
  readonly place?: Place | undefined
  readonly below?: readonly Told[] | undefined
}
