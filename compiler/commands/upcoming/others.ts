import { findFlag } from '../../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { casesOf } from '../../impact/chances.ts'
import { type Profile, Profiles } from '../../impact/profile.ts'
import type { OthersImpact } from '../../model/impact.ts'
import type { Flag } from '../../model/model.ts'

/** No file can hold this key. */
const nobody = '\u0000'
/** So many flags are looked at, over all cases of one answer. */
const patience = 200_000

/** What becomes, between two instants, of those who have a targeting key that the flag files do not know and nothing else. */
export class Strangers {
  readonly #plan: Plan

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** Exact; undefined when there are too many cases. No answer for want of a key counts as the off variant. */
  between(flag: Flag, before: number, after: number): OthersImpact | undefined {
    const profiles = [this.#profile(flag, before), this.#profile(flag, after)]
    const cases = casesOf(profiles, { left: patience })
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

  #profile(flag: Flag, at: number): Profile {
    this.#plan.subject.begin({ targetingKey: nobody }, at, undefined)
    return new Profiles(this.#plan, (by) => by === undefined).of(findFlag(this.#plan, flag.key))
  }
}
