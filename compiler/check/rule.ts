import type { Finding, Problem } from '../diagnostics/diagnostic.ts'
import type { FlagGraph } from '../model/graph.ts'
import type { Model } from '../model/model.ts'
import type { Outlooks } from '../model/outlook.ts'
import type { Everything } from './everything.ts'
import type { GroupGraph } from './group-graph.ts'

/** What a check gets: the model, what several checks ask of it, the instant of the run, and a way to say what it found. */
export interface CheckContext {
  readonly model: Model
  readonly graph: FlagGraph
  readonly groups: GroupGraph
  readonly outlooks: Outlooks
  readonly everything: Everything
  /**
   * Milliseconds since 1970-01-01T00:00:00Z; examples run at 2026-06-01T00:00:00Z. To be compared with written instants only:
   * between two of these, what was found is remembered (`steady.ts`).
   */
  readonly now: number
  readonly report: (finding: Finding) => void
}

export interface Rule extends Problem {
  check(context: CheckContext): void
}
