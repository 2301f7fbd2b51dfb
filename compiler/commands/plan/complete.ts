import { isMailmapChanged } from '../../git/mailmap.ts'
import type { Repository } from '../../git/repository.ts'
import { findCommit } from '../../git/revision.ts'
import { rebucketsOf } from '../../impact/rebuckets.ts'
import type { Plan } from '../../model/plan.ts'
import type { Rows } from '../../model/rows.ts'
import { impactOf } from '../impact-of.ts'
import { commitOf } from '../sync/base.ts'
import { isAllowed } from '../sync/policy.ts'
import type { Weighed, Wish } from '../sync/prepare.ts'
import type { Work } from '../sync/target.ts'

/** The instants a plan is asked about, in milliseconds since 1970. */
export interface Times {
  readonly at: number
  /** Undefined: what changes by itself is not asked for. */
  readonly until: number | undefined
}

export interface Found extends Weighed {
  readonly ends: Pick<Plan, 'kind' | 'store' | 'base' | 'target'>
  /** The rows before. */
  readonly before: Rows
}

/** A plan with what follows from it: whom it affects, and which rails would refuse it. */
export async function complete(work: Work, found: Found, wish: Wish, { at }: Times): Promise<Plan> {
  const { policy, world, repository } = work
  const { ends, before, goal, changes, drift, refusals, checksum } = found
  const rebuckets = rebucketsOf(wish.model)
  return {
    ...ends,
    changes,
    drift,
    refusals: refusals.filter(({ code }) => !isAllowed(code, policy.allowed)),
    warnings: await warningsOf(repository, ends),
    // what is new altogether is news to everybody
    impact:
      before.feature_flags.size === 0
        ? { at, environments: [] }
        : await impactOf(before, goal, { at, rebuckets }, world),
    checksum,
  }
}

async function warningsOf(repository: Repository, { base, target }: Found['ends']): Promise<string[]> {
  const commit = commitOf(base)
  const known = commit === null ? undefined : await findCommit(repository, commit)
  if (known === undefined || !(await isMailmapChanged(repository, known, target))) return []
  return ['.mailmap has changed: authors may go by other names than before']
}
