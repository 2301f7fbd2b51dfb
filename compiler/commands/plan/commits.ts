import { Exit, Failure } from '../../diagnostics/failure.ts'
import { deepen } from '../../git/deepen.ts'
import { mergeBase, resolveCommit } from '../../git/revision.ts'
import type { Plan } from '../../model/plan.ts'
import { weighCommits } from '../sync/prepare.ts'
import { type Work, wishOf } from '../sync/target.ts'
import { complete, type Times } from './complete.ts'

/**
 * What the head changes since it parted from `base`: what merging it would do, whatever else was merged meanwhile. Undefined
 * when its flag files have errors, which are on stderr then.
 * @throws Failure when the two have no common history, or the flag files were already broken at the base
 */
export async function planBetween(work: Work, base: string, times: Times): Promise<Plan | undefined> {
  const { repository, head } = work
  const tip = await resolveCommit(repository, base)
  await deepen(repository, tip, head)
  const from = await mergeBase(repository, tip, head)
  if (from === undefined)
    throw new Failure(`${tip.slice(0, 7)} and ${head.slice(0, 7)} have no history in common here`, {
      exit: Exit.refused,
      help: 'name a base that this branch came from, such as --base origin/main',
    })
  const wish = await wishOf(work)
  if (!wish) return undefined
  const before = await wish.rowsAt(from)
  if (!before)
    throw new Failure(`the flag files of ${from.slice(0, 7)} have errors, so nothing can be compared with them`, {
      exit: Exit.refused,
      help: `look at them: git checkout ${from.slice(0, 7)} && halyard validate`,
    })
  const weighed = await weighCommits(before, from, wish)
  const ends = { kind: 'commits', store: undefined, base: from, target: head } as const
  return complete(work, { ends, ...weighed, before }, wish, times)
}
