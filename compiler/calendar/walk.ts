import { evaluateAll } from '../../worker/evaluate/bulk.ts'
import { variantOf } from '../../worker/evaluate/code.ts'
import { decide, offOf } from '../../worker/evaluate/decide.ts'
import { findFlag } from '../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { Agenda } from './agenda.ts'
import { crossingsOf, type Incline, inclinesOf } from './crossing.ts'
import type { Entry } from './entry.ts'
import type { Timeline } from './timeline.ts'

/** Entries with the places of their flags in the plan. */
interface Steps {
  readonly entries: readonly Entry[]
  readonly flags: Uint32Array
  readonly offs: Uint16Array
}

/**
 * Follows users through time. All flags are evaluated once, just before the stretch; then, from one instant to the next, only
 * those that something happens to which may concern the user, and those that depend on a flag whose answer changes.
 */
export class Walk {
  readonly #plan: Plan
  readonly #timeline: Timeline
  readonly #users: number
  readonly #agenda: Agenda
  /** Those of all turns, one behind another. */
  readonly #steps: Steps
  readonly #slopes: ReadonlyMap<Incline['slope'], Steps>
  readonly #inclines: readonly Incline[]
  #followed = 0

  /** @param users how many will be followed */
  constructor(plan: Plan, timeline: Timeline, users: number) {
    this.#plan = plan
    this.#timeline = timeline
    this.#users = users
    this.#agenda = new Agenda(plan, timeline.turns)
    this.#steps = stepsOf(plan, this.#agenda.entries)
    this.#slopes = new Map(timeline.slopes.map((slope) => [slope, stepsOf(plan, slope.entries)]))
    this.#inclines = inclinesOf(plan, timeline.slopes)
  }

  /** Puts down how the answers of one more user change who has nothing but a targeting key. */
  follow(targetingKey: string): void {
    const { stretch, turns } = this.#timeline
    const codes = evaluateAll(this.#plan, { targetingKey }, stretch.from - 1)
    const crossings = crossingsOf(targetingKey, this.#plan, this.#inclines, stretch)
    this.#agenda.begin(targetingKey)
    let next = 0
    let start = 0
    for (const { at, entries } of turns) {
      for (; next < crossings.length && crossings[next]!.at < at; next += 1) this.#cross(crossings[next]!, codes)
      this.#turn(start, start + entries.length, at, codes)
      start += entries.length
    }
    for (; next < crossings.length; next += 1) this.#cross(crossings[next]!, codes)
    this.#followed += 1
  }

  #turn(start: number, end: number, at: number, codes: Uint16Array): void {
    let hasChanged = false
    for (let index = start; index < end; index += 1)
      // Behind a flag that has changed, any may be one that depends on it.
      if (hasChanged || this.#agenda.isDue(index))
        hasChanged = this.#take(this.#steps, index, at, codes, false) || hasChanged
  }

  #cross({ at, slope }: { readonly at: number; readonly slope: Incline['slope'] }, codes: Uint16Array): void {
    const steps = this.#slopes.get(slope)
    if (!steps || !this.#take(steps, 0, at, codes, true)) return
    for (let index = 1; index < steps.entries.length; index += 1) this.#take(steps, index, at, codes, true)
  }

  /** True when the evaluation ends in another way than before. */
  #take(steps: Steps, index: number, at: number, codes: Uint16Array, isPassing: boolean): boolean {
    const { subject } = this.#plan
    const flag = steps.flags[index]!
    const off = steps.offs[index]!
    const old = codes[flag]!
    // What the subject knows of a context does not depend on the instant.
    subject.now = at
    const code = decide(this.#plan, flag, codes, subject)
    if (code === old) return false
    codes[flag] = code
    const [before, after] = [variantOf(old, off), variantOf(code, off)]
    if (before === after) return true
    const { moved } = steps.entries[index]!
    if (isPassing) moved.pass(this.#followed, before, after, at)
    else moved.add(this.#followed, before, after, this.#users)
    return true
  }
}

function stepsOf(plan: Plan, entries: readonly Entry[]): Steps {
  const flags = Uint32Array.from(entries, ({ flag }) => findFlag(plan, flag.key))
  return { entries, flags, offs: Uint16Array.from(flags, (flag) => offOf(plan, flag)) }
}
