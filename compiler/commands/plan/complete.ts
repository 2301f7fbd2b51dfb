import type { Plan } from '../../model/plan.ts'
import type { Rows } from '../../model/rows.ts'
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
export async function complete({ policy }: Work, found: Found, _wish: Wish, { at }: Times): Promise<Plan> {
  const { ends, changes, drift, refusals, checksum } = found
  return {
    ...ends,
    changes,
    drift,
    refusals: refusals.filter(({ code }) => !isAllowed(code, policy.allowed)),
    warnings: [],
    impact: { at, environments: [] },
    checksum,
  }
}
