import type { Environment, Flag } from '../model/model.ts'
import type { Place } from '../source/source.ts'

/** What makes the answers of flags change with time, in one environment. */
export class Clockwork {
  readonly #environment: Environment
  readonly #known = new Map<Flag, Place | undefined>()

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** A place that makes the answer of a flag depend on when it is asked: its own, or one of a flag it depends on. */
  of(flag: Flag): Place | undefined {
    const open = [flag]
    const seen = new Set(open)
    for (let next = open.pop(); next; next = open.pop()) {
      if (!this.#known.has(next)) this.#known.set(next, this.#own(next))
      const place = this.#known.get(next)
      if (place) return place
      for (const { parent } of next.dependsOn)
        if (!seen.has(parent)) {
          seen.add(parent)
          open.push(parent)
        }
    }
    return undefined
  }

  #own(flag: Flag): Place | undefined {
    const list = flag.assignments.get(this.#environment)
    if (!flag.enabled || flag.disabledIn.has(this.#environment) || !list) return undefined
    if (flag.expires !== undefined) return flag.declared.at('expires')
    for (const { starts, expires, rollout } of list.assignments) {
      const bound = starts ?? expires
      if (bound) return bound.place
      if (rollout && rollout.kind !== 'fixed') return rollout.place
    }
    return undefined
  }
}
