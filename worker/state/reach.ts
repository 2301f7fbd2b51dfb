import { variantOf } from '../evaluate/code.ts'
import { admission } from '../evaluate/columns.ts'
import { offOf } from '../evaluate/decide.ts'
import type { Plan, Predicate } from '../evaluate/plan.ts'
import { partsAt } from '../evaluate/rollout.ts'
import { partsOf, whole } from '../evaluate/bucket.ts'

/** Whom an assignment reaches at an instant, and with what. */
export interface Reach {
  /** Place in the flag's list, from 0. */
  readonly index: number
  readonly when: 'open' | 'not-started' | 'over' | 'nobody'
  /** Milliseconds since 1970-01-01T00:00:00Z; infinite for an end that is not there. */
  readonly starts: number
  readonly expires: number
  /** How many users it names. */
  readonly users: number
  /** Whom it admits besides them; undefined: nobody. */
  readonly predicate: Predicate | undefined
  /** Thousandths of a percent of those. */
  readonly parts: number
  /** The attribute that divides them: it admits only who has it. Undefined: nothing divides them, or the targeting key. */
  readonly by: string | undefined
  /** What it serves: indexes of variants, and their thousandths of a percent. */
  readonly serves: readonly { readonly variant: number; readonly parts: number }[]
}

/** The assignments of a flag in listed order. */
export function reaches(plan: Plan, flag: number, now: number): Reach[] {
  const [first, end] = [plan.flags.assignments[flag]!, plan.flags.assignments[flag + 1]!]
  return Array.from({ length: end - first }, (_, index) => reachOf(plan, flag, first + index, index, now))
}

function reachOf(plan: Plan, flag: number, at: number, index: number, now: number): Reach {
  const { assignments, predicates } = plan
  const extra = assignments.extras.get(at)
  const parts = partsOfAt(plan, at, now)
  const [starts, expires] = [extra?.starts ?? -Infinity, extra?.expires ?? Infinity]
  const asked = assignments.predicate[at]!
  const served = { variant: variantOf(assignments.code[at]!, offOf(plan, flag)), parts: whole }
  return {
    index,
    when: now < starts ? 'not-started' : now >= expires ? 'over' : parts === 0 ? 'nobody' : 'open',
    starts,
    expires,
    users: namedUsers(plan)[at]!,
    predicate: asked === 0 ? undefined : predicates[asked - 1],
    parts,
    by: (extra?.weights?.length ?? 0) > 1 ? extra?.bucketBy?.name : undefined,
    serves: extra?.weights ?? [served],
  }
}

function partsOfAt({ assignments }: Plan, at: number, now: number): number {
  const rollout = assignments.extras.get(at)?.rollout
  if (rollout !== undefined) return partsAt(rollout, now)
  const how = assignments.admission[at]
  if (how === admission.none) return 0
  return how === admission.share ? partsOf(assignments.thresholds[assignments.share[at]! - 1]!) : whole
}

const counts = new WeakMap<Plan, Uint32Array>()

/** By index of the assignment, how many users it names. */
function namedUsers(plan: Plan): Uint32Array {
  const known = counts.get(plan)
  if (known) return known
  const named = new Uint32Array(plan.assignments.code.length)
  for (const at of plan.users.own.items) named[at]! += 1
  counts.set(plan, named)
  return named
}
