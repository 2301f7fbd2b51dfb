import type { EnvironmentImpact, FlagImpact, Impact, Move } from '../model/impact.ts'
import { isNoticed } from '../model/impact-words.ts'
import type { FlagFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'
import type { Patience } from './chances.ts'
import { knownUsers } from './known-users.ts'
import { causeOf, notesOf } from './notes.ts'
import { Others } from './others.ts'
import type { Pair } from './pair.ts'
import { reshufflesOf } from './reshuffles.ts'
import { scopeOf } from './scope.ts'
import { pairsOf, type PlanOf, sharesOf, statesOf } from './sides.ts'

export interface ImpactOptions {
  /** Both states are asked at this instant, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  /** By flag, what its `rebucket` says after the change. */
  readonly rebuckets: ReadonlyMap<string, string>
  /** What the edge would answer from in an environment: the snapshot of these rows, loaded. */
  readonly plan: PlanOf
  /** Called once with the number of steps there will be; gives what is awaited after each. */
  readonly steps?: (total: number) => () => Promise<void>
}

/** More than a real repository needs by far: seconds. */
const patience = 20_000_000

/** Who would notice that rows become others. Rows of archived flags, and what hangs on them, count as not there. */
export async function impact(before: Rows, after: Rows, options: ImpactOptions): Promise<Impact> {
  const { environments, asked, users } = scopeOf(before, after)
  const states = statesOf(before, after, asked)
  const noticing = environments.filter(({ flags }) => flags.length > 0)
  const step = options.steps?.(noticing.length * users.length) ?? (() => Promise.resolve())
  const left: Patience = { left: patience }
  const found: EnvironmentImpact[] = []
  for (const scope of environments) {
    const pairs = scope.flags.length > 0 ? pairsOf(scope, states, options.plan) : []
    const moves = await knownUsers(pairs, users, options.at, step)
    const others = new Others(options.at, left)
    const affected = new Set(scope.flags)
    const flags = pairs.flatMap((pair, index) => {
      const one = flagImpact(pair, scope.changed.has(pair.flag), moves[index] ?? [], others, options)
      if (!isWorthTelling(one)) return []
      return one.isChanged ? [one] : [{ ...one, notes: [causeOf(pair, affected)] }]
    })
    const { environment, isProtected } = scope
    found.push({ environment, isProtected, flags })
  }
  return { at: options.at, environments: found }
}

function flagImpact(
  pair: Pair,
  isChanged: boolean,
  moves: readonly Move[],
  others: Others,
  { at, rebuckets }: ImpactOptions,
): FlagImpact {
  const shares = isChanged ? sharesOf(pair, at) : []
  return {
    flag: pair.flag,
    isChanged,
    isSwitch: [pair.before, pair.after].every((seat) => !seat || isSwitch(seat.fields)),
    moves,
    others: others.of(pair),
    reshuffles: shares.flatMap(([old, now]) => reshufflesOf(old, now, rebuckets.get(pair.flag))),
    notes: isChanged ? notesOf(pair, shares) : [],
  }
}

function isSwitch({ flag_type, variants }: FlagFields): boolean {
  return flag_type === 'boolean' && (JSON.parse(variants) as unknown[]).length <= 2
}

function isWorthTelling({ moves, others, reshuffles, notes }: FlagImpact): boolean {
  return moves.length > 0 || !others || isNoticed(others) || reshuffles.length > 0 || notes.length > 0
}
