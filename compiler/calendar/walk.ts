import { evaluateAll } from '../../worker/evaluate/bulk.ts'
import { variantOf } from '../../worker/evaluate/code.ts'
import { decide, offOf } from '../../worker/evaluate/decide.ts'
import { findFlag } from '../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { crossingsOf, type Incline, inclinesOf } from './crossing.ts'
import type { Entry } from './entry.ts'
import type { Timeline } from './timeline.ts'

/** A flag whose answer may change, by its place in the plan. */
interface Step {
  readonly flag: number
  readonly off: number
  readonly entry: Entry
}

/**
 * Follows users through time. All flags are evaluated once, just before the stretch; then, from one instant to the next, only
 * those that something happens to and those that depend on them.
 */
export class Walk {
  readonly #plan: Plan
  readonly #timeline: Timeline
  readonly #users: number
  readonly #turns: readonly { readonly at: number; readonly steps: readonly Step[] }[]
  readonly #slopes: ReadonlyMap<Incline['slope'], readonly Step[]>
  readonly #inclines: readonly Incline[]
  #followed = 0

  /** @param users how many will be followed */
  constructor(plan: Plan, timeline: Timeline, users: number) {
    this.#plan = plan
    this.#timeline = timeline
    this.#users = users
    this.#turns = timeline.turns.map(({ at, entries }) => ({ at, steps: stepsOf(plan, entries) }))
    this.#slopes = new Map(timeline.slopes.map((slope) => [slope, stepsOf(plan, slope.entries)]))
    this.#inclines = inclinesOf(plan, timeline.slopes)
  }

  /** Puts down how the answers of one more user change who has nothing but a targeting key. */
  follow(targetingKey: string): void {
    const { stretch } = this.#timeline
    const codes = evaluateAll(this.#plan, { targetingKey }, stretch.from - 1)
    const crossings = crossingsOf(targetingKey, this.#plan, this.#inclines, stretch)
    let next = 0
    const cross = (until: number) => {
      for (let one = crossings[next]; one && one.at < until; one = crossings[next]) {
        this.#take(this.#slopes.get(one.slope) ?? [], one.at, codes, true)
        next += 1
      }
    }
    for (const { at, steps } of this.#turns) {
      cross(at)
      this.#take(steps, at, codes, false)
    }
    cross(Infinity)
    this.#followed += 1
  }

  #take(steps: readonly Step[], at: number, codes: Uint16Array, alone: boolean): void {
    const { subject } = this.#plan
    // What the subject knows of a context does not depend on the instant.
    subject.now = at
    for (const { flag, off, entry } of steps) {
      const before = variantOf(codes[flag]!, off)
      const code = decide(this.#plan, flag, codes, subject)
      codes[flag] = code
      const after = variantOf(code, off)
      if (before === after) continue
      if (alone) entry.moved.pass(this.#followed, before, after, at)
      else entry.moved.add(this.#followed, before, after, this.#users)
    }
  }
}

function stepsOf(plan: Plan, entries: readonly Entry[]): Step[] {
  return entries.map((entry) => {
    const flag = findFlag(plan, entry.flag.key)
    return { flag, off: offOf(plan, flag), entry }
  })
}
