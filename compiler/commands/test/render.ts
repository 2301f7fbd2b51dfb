import type { Coverage } from '../../testing/coverage.ts'
import type { Verdict } from '../../testing/mutation/hunt.ts'
import type { Outcome } from '../../testing/run.ts'
import type { Explaining } from './explaining.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { pretty } from './pretty.ts'

/** All that a run of flag tests found out. */
export interface Results {
  readonly outcomes: readonly Outcome[]
  /** Undefined when it was not asked for. */
  readonly coverage: Coverage | undefined
  /** Undefined when mutants were not asked for, or a case failed. */
  readonly verdicts: readonly Verdict[] | undefined
  readonly explaining: Explaining
  readonly colour: boolean
}

export const renderers: Readonly<Record<'pretty' | 'json' | 'junit', (results: Results) => string>> = {
  pretty,
  json,
  junit,
}
