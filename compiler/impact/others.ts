import type { Plan } from '../../worker/evaluate/plan.ts'
import type { OthersImpact } from '../model/impact.ts'
import { type Answer, kindOf, noAnswer } from './answer.ts'
import { casesOf, type Ending, type Patience } from './chances.ts'
import { type Pair, type Seat } from './pair.ts'
import { Profiles } from './profile.ts'

/** No file and no row can hold this key. */
const nobody = '\u0000'

/** No flag takes the time of all others. */
const mostForOne = 500_000

type Values = ReadonlyMap<string, string>

/** What a change does to everybody whose key neither state knows, and of whom nothing else is known. */
export class Others {
  readonly #at: number
  readonly #patience: Patience
  readonly #profiles = new Map<Plan, Profiles>()

  /** @param at milliseconds since 1970-01-01T00:00:00Z; @param patience shared by all who have to come to an end together */
  constructor(at: number, patience: Patience) {
    this.#at = at
    this.#patience = patience
  }

  /** Exact, by following both sides over the same buckets; undefined when there are too many cases. */
  of({ before, after }: Pair): OthersImpact | undefined {
    if (this.#patience.left <= 0) return undefined
    const own = Math.min(mostForOne, this.#patience.left)
    const patience = { left: own }
    const seats = [before, after].filter((seat) => seat !== undefined)
    const cases = casesOf(
      seats.map((seat) => this.#profilesOf(seat.plan).of(seat.index)),
      patience,
    )
    this.#patience.left -= own - patience.left
    if (!cases) return undefined
    const values = { before: valuesOf(before), after: valuesOf(after) }
    const shares = { before: new Map<string, number>(), after: new Map<string, number>() }
    const moved = { gains: 0, loses: 0, switches: 0 }
    for (const { ends, chance } of cases) {
      const old = answerOf(before && ends[0], values.before)
      const now = answerOf(after && ends.at(-1), values.after)
      if (old.variant !== undefined) shares.before.set(old.variant, (shares.before.get(old.variant) ?? 0) + chance)
      if (now.variant !== undefined) shares.after.set(now.variant, (shares.after.get(now.variant) ?? 0) + chance)
      const kind = kindOf(old, now)
      if (kind) moved[kind] += chance
    }
    return { ...shares, gain: moved.gains, lose: moved.loses, switch: moved.switches }
  }

  /** Of one plan nobody else may ask anything as long as these are in use. */
  #profilesOf(plan: Plan): Profiles {
    const known = this.#profiles.get(plan)
    if (known) return known
    plan.subject.begin({ targetingKey: nobody }, this.#at, undefined)
    const profiles = new Profiles(plan, (by) => by === undefined)
    this.#profiles.set(plan, profiles)
    return profiles
  }
}

function valuesOf(seat: Seat | undefined): Values {
  if (!seat) return new Map()
  const { shapes, shape } = seat.plan.flags
  return new Map(shapes[shape[seat.index]!]!.variants)
}

function answerOf(end: Ending | undefined, values: Values): Answer {
  if (end?.variant === undefined) return noAnswer
  return { variant: end.variant, value: values.get(end.variant), isActive: end.active }
}
