import { codeFor, findFlag } from '../../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import type { OthersImpact } from '../../model/impact.ts'
import type { Environment, Flag, Model } from '../../model/model.ts'
import { jointChances } from '../assess/chances.ts'
import { profileOf } from '../assess/profile.ts'

/** Longer chains of flags have too many cases, and nobody waits to hear that. */
const mostNumbers = 1000

/** What becomes, between two instants, of those who have a targeting key that the flag files do not know and nothing else. */
export class Strangers {
  readonly #plan: Plan
  readonly #environment: Environment
  readonly #targetingKey: string

  constructor(plan: Plan, environment: Environment, users: Model['users']) {
    this.#plan = plan
    this.#environment = environment
    let targetingKey = 'somebody'
    while (users.has(targetingKey)) targetingKey += ' else'
    this.#targetingKey = targetingKey
  }

  /** Exact; undefined when there are too many cases. No answer for want of a key counts as the off variant. */
  between(flag: Flag, before: number, after: number): OthersImpact | undefined {
    if (this.#plan.ancestry.of(findFlag(this.#plan, flag.key)).length > mostNumbers) return undefined
    const cases = jointChances([this.#profile(flag, before), this.#profile(flag, after)])
    if (!cases) return undefined
    const shares = { before: new Map<string, number>(), after: new Map<string, number>() }
    const moved = { gain: 0, lose: 0, switch: 0 }
    for (const { variants, chance } of cases) {
      const [from = flag.off, to = flag.off] = variants
      shares.before.set(from, (shares.before.get(from) ?? 0) + chance)
      shares.after.set(to, (shares.after.get(to) ?? 0) + chance)
      if (from !== to) moved[from === flag.off ? 'gain' : to === flag.off ? 'lose' : 'switch'] += chance
    }
    return { ...shares, ...moved }
  }

  #profile(flag: Flag, at: number) {
    codeFor(this.#plan, findFlag(this.#plan, flag.key), { targetingKey: this.#targetingKey }, at)
    return profileOf(this.#plan, flag, this.#environment, (by) => by === undefined).profile
  }
}
