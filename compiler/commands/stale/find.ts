import { findFlag } from '../../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { Family } from '../../calendar/family.ts'
import { FlagGraph } from '../../model/graph.ts'
import { loadedPlan } from '../plan-of.ts'
import type { Counted } from '../../model/counted.ts'
import type { Environment, Flag, SoundModel } from '../../model/model.ts'
import { desired } from '../../plan/desired.ts'
import { askedBy } from '../../stale/asked.ts'
import { settledIn } from '../../stale/settled.ts'
import { type Reason, reasonsFor, type Served } from '../../stale/stale.ts'
import type { Change } from './changes.ts'

const day = 24 * 60 * 60 * 1000

export interface Scope {
  readonly environments: readonly Environment[]
  readonly days: number
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
}

/** A flag that looks ready to be removed. */
export interface Stale {
  readonly flag: Flag
  readonly change: Change | undefined
  readonly reasons: readonly Reason[]
  /** The keys of the flags that depend on it. */
  readonly children: readonly string[]
}

/** The flags that look ready to be removed, by key. */
export function findStale(
  model: SoundModel,
  changes: ReadonlyMap<Flag, Change>,
  counted: readonly Counted[] | undefined,
  { environments, days, now }: Scope,
): Stale[] {
  const served = servedIn(model, environments, now)
  const asked = counted && askedBy(counted)
  const family = new Family(new FlagGraph(model))
  const found = [...model.flags.values()].map((flag): Stale => {
    // A flag that no commit explains counts as just changed.
    const changed = family.withAncestors([flag]).map((one) => changes.get(one)?.at ?? now)
    const seen = { flag, changedAt: Math.max(...changed), served: served.map((of) => of(flag)), asked: asked?.(flag) }
    const reasons = reasonsFor(seen, now, now - days * day)
    return {
      flag,
      change: changes.get(flag),
      reasons,
      children: family
        .children(flag)
        .map(({ key }) => key)
        .toSorted(),
    }
  })
  return found.filter(({ reasons }) => reasons.length > 0).sort((a, b) => (a.flag.key < b.flag.key ? -1 : 1))
}

/** For each environment, what everybody gets of a flag. */
function servedIn(
  model: SoundModel,
  environments: readonly Environment[],
  now: number,
): ((flag: Flag) => Served | undefined)[] {
  const rows = desired(model)
  return environments.map(({ key }) => {
    const plan = loadedPlan(rows, key)
    const settled = settledIn(plan, now)
    return (flag) => servedOf(plan, findFlag(plan, flag.key), settled)
  })
}

function servedOf(plan: Plan, flag: number, settled: ReturnType<typeof settledIn>): Served | undefined {
  const found = settled.get(flag)
  const name = found && plan.flags.shapes[plan.flags.shape[flag] as number]?.variants[found.variant]?.[0]
  return name === undefined
    ? undefined
    : { variant: name, isActive: found?.isActive === true, since: found?.since ?? 0 }
}
