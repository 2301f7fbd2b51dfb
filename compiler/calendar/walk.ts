import { evaluateAll } from '../../worker/evaluate/bulk.ts'
import { type Code, variantOf } from '../../worker/evaluate/code.ts'
import { decide, offOf } from '../../worker/evaluate/decide.ts'
import { findFlag } from '../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { Agenda } from './agenda.ts'
import { Batch } from './batch.ts'
import { type Crossing, crossingsOf, type Incline, inclinesOf } from './crossing.ts'
import type { Entry } from './entry.ts'
import { wayOf } from './moved.ts'
import type { Slope, Timeline } from './timeline.ts'

/** Entries with the places of their flags in the plan. */
interface Steps {
  readonly entries: readonly Entry[]
  readonly flags: Uint32Array
  readonly offs: Uint16Array
}

/**
 * Follows users through time. All flags are evaluated once, just before the stretch; then, from one instant to the next, only
 * those that something happens to which may concern the user, and those behind a flag whose answer changes.
 */
export class Walk {
  readonly #plan: Plan
  readonly #stretch: Timeline['stretch']
  readonly #agenda: Agenda
  readonly #batch: Batch
  /** When each turn is, and where its steps end: those of all turns stand one behind another. */
  readonly #at: Float64Array
  readonly #ends: Uint32Array
  readonly #steps: Steps
  readonly #slopes: ReadonlyMap<Slope, Steps>
  readonly #inclines: readonly Incline[]

  /** @param users how many will be followed */
  constructor(plan: Plan, { stretch, turns, slopes }: Timeline, users: number) {
    let end = 0
    this.#plan = plan
    this.#stretch = stretch
    this.#at = Float64Array.from(turns, ({ at }) => at)
    this.#ends = Uint32Array.from(turns, ({ entries }) => (end += entries.length))
    this.#steps = stepsOf(
      plan,
      turns.flatMap(({ entries }) => entries),
    )
    this.#agenda = new Agenda(plan, this.#steps.entries)
    this.#batch = new Batch(this.#steps.entries, users)
    this.#slopes = new Map(slopes.map((slope) => [slope, stepsOf(plan, slope.entries)]))
    this.#inclines = inclinesOf(plan, slopes)
  }

  /** Puts down how the answers of one more user change who has nothing but a targeting key. */
  follow(targetingKey: string): void {
    const codes = evaluateAll(this.#plan, { targetingKey }, this.#stretch.from - 1)
    const crossings = crossingsOf(targetingKey, this.#plan, this.#inclines, this.#stretch)
    this.#agenda.begin(targetingKey)
    let next = 0
    let start = 0
    for (let turn = 0; turn < this.#at.length; turn += 1) {
      const at = this.#at[turn]!
      const end = this.#ends[turn]!
      for (; next < crossings.length && crossings[next]!.at < at; next += 1) this.#cross(crossings[next]!, codes)
      this.#turn(start, end, at, codes)
      start = end
    }
    for (; next < crossings.length; next += 1) this.#cross(crossings[next]!, codes)
    this.#batch.next()
  }

  #turn(start: number, end: number, at: number, codes: Uint16Array): void {
    let hasChanged = false
    for (let index = start; index < end; index += 1) {
      // Behind a flag that has changed, any may be one that depends on it.
      if (!hasChanged && !this.#agenda.isDue(index)) continue
      const old = this.#decide(this.#steps, index, at, codes)
      const [before, after] = variantsOf(this.#steps, index, old, codes)
      if (before !== after) this.#batch.add(index, before, after)
      hasChanged ||= old !== codes[this.#steps.flags[index]!]
    }
  }

  #cross({ at, slope }: Crossing, codes: Uint16Array): void {
    const steps = this.#slopes.get(slope)!
    for (const [index, { moved }] of steps.entries.entries()) {
      const old = this.#decide(steps, index, at, codes)
      const [before, after] = variantsOf(steps, index, old, codes)
      if (before !== after) moved.pass(this.#batch.user, wayOf(before, after), at)
      if (index === 0 && old === codes[steps.flags[0]!]) return
    }
  }

  /** Puts the new code in the place of the old one, which it gives. */
  #decide({ flags }: Steps, index: number, at: number, codes: Uint16Array): Code {
    const { subject } = this.#plan
    const flag = flags[index]!
    const old = codes[flag]!
    // What the subject knows of a context does not depend on the instant.
    subject.now = at
    codes[flag] = decide(this.#plan, flag, codes, subject)
    return old
  }
}

function variantsOf({ flags, offs }: Steps, index: number, old: Code, codes: Uint16Array): [number, number] {
  const off = offs[index]!
  return [variantOf(old, off), variantOf(codes[flags[index]!]!, off)]
}

function stepsOf(plan: Plan, entries: readonly Entry[]): Steps {
  const flags = Uint32Array.from(entries, ({ flag }) => findFlag(plan, flag.key))
  return { entries, flags, offs: Uint16Array.from(flags, (flag) => offOf(plan, flag)) }
}
