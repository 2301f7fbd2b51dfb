import { loadedPlan } from './plan-of.ts'
import { impact, type ImpactOptions } from '../impact/impact.ts'
import type { Impact } from '../model/impact.ts'
import type { Rows } from '../model/rows.ts'
import type { World } from './command.ts'
import { Progress } from './progress.ts'

/**
 * Who would notice that rows become others, by the snapshots that would be published of both; shows how far it is.
 * @throws Failure for what only hands in a database can have written into the flags that change
 */
export async function impactOf(
  before: Rows,
  after: Rows,
  options: Pick<ImpactOptions, 'at' | 'rebuckets'>,
  world: World,
): Promise<Impact> {
  let progress: Progress | undefined
  try {
    return await impact(before, after, {
      ...options,
      plan: loadedPlan,
      steps: (total) => {
        const shown = (progress = new Progress(world, 'users asked', total))
        return () => shown.step()
      },
    })
  } finally {
    progress?.end()
  }
}
