import { unexplainedReshuffles } from '../../impact/moved-people.ts'
import type { Change } from '../../model/change.ts'
import type { Refusal } from '../../model/plan.ts'
import type { Rows } from '../../model/rows.ts'
import { guards } from '../../plan/guards.ts'
import { loadedPlan } from '../plan-of.ts'

/**
 * What a sync from one state to the other would be refused for.
 * @param at milliseconds since 1970-01-01T00:00:00Z
 * @param rebuckets by flag, what its `rebucket` says
 */
export function refusalsOf(
  live: Rows,
  goal: Rows,
  changes: readonly Change[],
  { at, rebuckets }: { readonly at: number; readonly rebuckets: ReadonlyMap<string, string> },
): Refusal[] {
  const moved = unexplainedReshuffles(live, goal, { at, rebuckets, plan: loadedPlan })
  return [
    ...guards(live, goal, changes),
    ...moved.map(({ flag, environment, text, because }) => ({
      code: 'rebucket',
      message: `flag ${flag} moves people in ${environment}, which is protected: ${text}`,
      help: `if this is meant, say why in the flag: \`rebucket: <why>\``,
      because,
    })),
  ]
}
