import { evaluateAll } from '../../worker/evaluate/bulk.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Move } from '../model/impact.ts'
import type { Pair } from './pair.ts'
import { Tally } from './tally.ts'

/**
 * Whom each flag serves another answer than before, asked of the evaluator for every user, of whom nothing but the key is known.
 * @param step awaited after each user
 * @returns in the order of the pairs
 */
export async function knownUsers(
  pairs: readonly Pair[],
  users: readonly string[],
  at: number,
  step: () => Promise<void>,
): Promise<(readonly Move[])[]> {
  const tallies = pairs.map((pair) => new Tally(pair, users))
  const [before, after] = (['before', 'after'] as const).map((side) => ({
    plan: pairs.find((pair) => pair[side])?.[side]?.plan,
    // where the flag is not there, any code will do
    indexes: Uint32Array.from(pairs, (pair) => pair[side]?.index ?? 0),
  })) as [Asked, Asked]
  for (const [user, targetingKey] of users.entries()) {
    const old = codesOf(before.plan, targetingKey, at)
    const now = codesOf(after.plan, targetingKey, at)
    for (let pair = 0; pair < tallies.length; pair += 1)
      tallies[pair]!.count(user, old[before.indexes[pair]!] ?? 0, now[after.indexes[pair]!] ?? 0)
    await step()
  }
  return tallies.map((tally) => tally.moves())
}

interface Asked {
  readonly plan: Plan | undefined
  readonly indexes: Uint32Array
}

const nothing = new Uint16Array()

function codesOf(plan: Plan | undefined, targetingKey: string, at: number): Uint16Array {
  return plan ? evaluateAll(plan, { targetingKey }, at) : nothing
}
