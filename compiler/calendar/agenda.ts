import { bucketOf } from '../../worker/evaluate/bucket.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Entry } from './entry.ts'
import { Gates } from './gate.ts'
import type { Turn } from './timeline.ts'

const none = 0
const all = 1
const buckets = 2

/**
 * What is to be looked at for which user. Ten thousand users pass ten thousand instants, most of which concern few of them, so
 * whether one does is found in a few numbers that lie side by side.
 */
export class Agenda {
  readonly entries: readonly Entry[]
  readonly #gates: Uint8Array
  readonly #salts: Uint32Array
  readonly #from: Uint32Array
  readonly #to: Uint32Array
  readonly #named = new Map<string, number[]>()
  /** The last user whom an entry names, counted from 1. */
  readonly #due: Uint32Array
  readonly #bucketing: Plan['bucketing']
  #turn = 0
  #hash = 0

  constructor(plan: Plan, turns: readonly Turn[]) {
    this.entries = turns.flatMap(({ entries }) => entries)
    const { length } = this.entries
    this.#bucketing = plan.bucketing
    this.#gates = new Uint8Array(length)
    this.#salts = new Uint32Array(length)
    this.#from = new Uint32Array(length)
    this.#to = new Uint32Array(length)
    this.#due = new Uint32Array(length)
    const gates = new Gates(plan)
    for (const [index, entry] of this.entries.entries()) {
      const gate = gates.of(entry)
      this.#gates[index] = gate.kind === 'all' ? all : gate.kind === 'buckets' ? buckets : none
      if (gate.kind === 'named') for (const user of gate.users) this.#put(user, index)
      if (gate.kind !== 'buckets') continue
      this.#salts[index] = gate.salt
      this.#from[index] = gate.from
      this.#to[index] = gate.to
    }
  }

  begin(user: string): void {
    this.#turn += 1
    this.#hash = this.#bucketing.hash(user)
    for (const index of this.#named.get(user) ?? []) this.#due[index] = this.#turn
  }

  /** Does what happens to the flag itself concern the user that was begun with? By the place among `entries`. */
  isDue(index: number): boolean {
    const gate = this.#gates[index]
    if (gate === all || this.#due[index] === this.#turn) return true
    if (gate !== buckets) return false
    const bucket = bucketOf(this.#bucketing.mix(this.#hash, this.#salts[index]!))
    return bucket >= this.#from[index]! && bucket < this.#to[index]!
  }

  #put(user: string, index: number): void {
    const known = this.#named.get(user)
    if (known) known.push(index)
    else this.#named.set(user, [index])
  }
}
