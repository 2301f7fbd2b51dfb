import { currentEpoch } from '../../worker/evaluate/bulk.ts'
import { variantOf } from '../../worker/evaluate/code.ts'
import { isShut } from '../../worker/evaluate/epoch.ts'
import { offOf } from '../../worker/evaluate/decide.ts'
import { parentsFirst } from '../../worker/evaluate/parents-first.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { lastInstant } from './clock.ts'

/** What everybody gets of a flag in one environment, whoever asks. */
export interface Settled {
  /** Index of the variant. */
  readonly variant: number
  readonly isActive: boolean
  /** When the clock alone last had a part in that, in milliseconds since 1970-01-01T00:00:00Z; -Infinity: never. */
  readonly since: number
}

/**
 * The flags that serve one variant to everybody and that the clock will not change any more, by index. What may be more than
 * one variant counts as more, even where nobody who asks would get the other.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function settledIn(plan: Plan, now: number): ReadonlyMap<number, Settled> {
  const variants = variantsServed(plan, now)
  const settled = new Map<number, Settled>()
  for (const flag of parentsFirst(plan)) {
    const own = alone(plan, flag, variants[flag]!, now)
    const found = own && underParents(plan, flag, own, settled)
    if (found) settled.set(flag, found)
  }
  return settled
}

/** As if all its parents were active. */
function alone(plan: Plan, flag: number, variants: ReadonlySet<number>, now: number): Settled | undefined {
  const [variant] = variants
  const since = lastInstant(plan, flag, now)
  if (variants.size !== 1 || variant === undefined || since === undefined) return undefined
  return { variant, isActive: variant !== offOf(plan, flag), since }
}

function underParents(
  plan: Plan,
  flag: number,
  own: Settled,
  settled: ReadonlyMap<number, Settled>,
): Settled | undefined {
  if (!own.isActive) return own
  const { parent, wanted } = plan.dependencies
  let { since } = own
  for (let at = plan.flags.dependencies[flag]!; at < plan.flags.dependencies[flag + 1]!; at += 1) {
    const above = settled.get(parent[at]!)
    if (!above) return undefined
    since = Math.max(since, above.since)
    const holds = wanted?.get(at)?.includes(above.variant) ?? above.isActive
    if (!holds) return { variant: offOf(plan, flag), isActive: false, since }
  }
  return { ...own, since }
}

/** Every variant that somebody may get, by flag, whatever its parents are; none where nobody can tell. */
function variantsServed(plan: Plan, now: number): Set<number>[] {
  const { assignments, users } = plan
  const epoch = currentEpoch(plan, now)
  const served = Array.from(epoch.base, (code, flag) => new Set([variantOf(code, offOf(plan, flag))]))
  const add = (flag: number, assignment: number): void => {
    const weights = assignments.extras.get(assignment)?.weights
    if (!weights) served[flag]!.add(variantOf(assignments.code[assignment]!, offOf(plan, flag)))
    for (const { variant, parts } of weights ?? []) if (parts > 0) served[flag]!.add(variant)
  }
  for (const [at, flag] of epoch.flags.entries()) add(flag, epoch.assignments[at]!)
  for (const assignment of users.own.items) {
    const flag = epoch.flagOf[assignment]!
    if (epoch.stopped[flag] === 0 && !isShut(plan, assignment, now)) add(flag, assignment)
  }
  // These may end for want of an attribute, too.
  for (const flag of epoch.singles) served[flag] = new Set()
  return served
}
