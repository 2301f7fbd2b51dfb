import { findFlag } from '../../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import type { OthersImpact } from '../../model/impact.ts'
import type { Flag, Model } from '../../model/model.ts'
import { casesOf } from '../../impact/chances.ts'
import { type Profile, Profiles } from '../../impact/profile.ts'

/** Longer chains of flags have too many cases, and nobody waits to hear that. */
const mostNumbers = 1000

/** How many flags may be looked at for one answer, over all cases. */
const patience = 2_000_000

/** What becomes, between two instants, of those who have a targeting key that the flag files do not know and nothing else. */
export class Strangers {
  readonly #plan: Plan
  readonly #targetingKey: string

  constructor(plan: Plan, users: Model['users']) {
    this.#plan = plan
    let targetingKey = 'somebody'
    while (users.has(targetingKey)) targetingKey += ' else'
    this.#targetingKey = targetingKey
  }

  /** Exact; undefined when there are too many cases. No answer for want of a key counts as the off variant. */
  between(flag: Flag, before: number, after: number): OthersImpact | undefined {
    const index = findFlag(this.#plan, flag.key)
    if (this.#plan.ancestry.of(index).length > mostNumbers) return undefined
    const cases = casesOf([this.#profile(index, before), this.#profile(index, after)], { left: patience })
    if (!cases) return undefined
    const shares = { before: new Map<string, number>(), after: new Map<string, number>() }
    const moved = { gain: 0, lose: 0, switch: 0 }
    for (const { ends, chance } of cases) {
      const [from = flag.off, to = flag.off] = ends.map(({ variant }) => variant)
      shares.before.set(from, (shares.before.get(from) ?? 0) + chance)
      shares.after.set(to, (shares.after.get(to) ?? 0) + chance)
      if (from !== to) moved[from === flag.off ? 'gain' : to === flag.off ? 'lose' : 'switch'] += chance
    }
    return { ...shares, ...moved }
  }

  #profile(flag: number, at: number): Profile {
    this.#plan.subject.begin({ targetingKey: this.#targetingKey }, at, undefined)
    return new Profiles(this.#plan, (by) => by === undefined).of(flag)
  }
}
