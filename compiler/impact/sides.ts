import { isStopped } from '../../worker/evaluate/decide.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { listsOf } from '../model/lists.ts'
import type { FlagFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'
import { excerpt } from './excerpt.ts'
import { matched } from './matched.ts'
import { type Pair, seatOf } from './pair.ts'
import { type EnvironmentScope, isThere } from './scope.ts'
import { type Share, shareOf } from './share.ts'

/** What the edge would answer from in an environment: the snapshot of these rows, loaded. */
export type PlanOf = (rows: Rows, environment: string) => Plan

interface State {
  readonly rows: Rows
  /** Those of the flags that have to be asked. */
  readonly asked: Rows
  readonly lists: ReturnType<typeof listsOf>
}

/** Two states, with what of them has to be asked. */
export function statesOf(before: Rows, after: Rows, flags: ReadonlySet<string>): [State, State] {
  return [stateOf(before, flags), stateOf(after, flags)]
}

function stateOf(rows: Rows, flags: ReadonlySet<string>): State {
  const asked = excerpt(rows, flags)
  return { rows, asked, lists: listsOf(asked) }
}

/** The flags that have to be asked in an environment, on both sides. */
export function pairsOf(
  { environment, flags }: EnvironmentScope,
  states: readonly [State, State],
  planOf: PlanOf,
): Pair[] {
  const [before, after] = states.map(({ rows, asked, lists }) => {
    const plan = planOf(asked, environment)
    const list = lists.get(environment)
    return (flag: string) =>
      isThere(rows, flag)
        ? seatOf(plan, flag, asked.feature_flags.get(flag)?.fields as FlagFields, list?.get(flag)?.assignments ?? [])
        : undefined
  }) as [(flag: string) => Pair['before'], (flag: string) => Pair['after']]
  return flags.map((flag) => ({ flag, before: before(flag), after: after(flag) }))
}

/** The assignments that became others, before and after; none where the flag is off for everybody on one side. */
export function sharesOf({ flag, before, after }: Pair, at: number): (readonly [Share, Share])[] {
  if (!before || !after || [before, after].some(({ plan, index }) => isStopped(plan, index, at))) return []
  return matched(before.assignments, after.assignments).map(([old, now]) => [
    shareOf(before, flag, old, at),
    shareOf(after, flag, now, at),
  ])
}
