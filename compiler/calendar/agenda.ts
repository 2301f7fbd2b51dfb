import { bucketOf } from '../../worker/evaluate/bucket.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Entry } from './entry.ts'
import { Gates } from './gate.ts'

const none = 0
const all = 1
const buckets = 2

/**
 * What is to be looked at for which user. Ten thousand users pass ten thousand instants, most of which concern few of them, so
 * whether one does is found in a few numbers that lie side by side.
 */
export class Agenda {
  readonly #gates: Uint8Array
  readonly #salts: Uint32Array
  readonly #from: Uint32Array
  readonly #to: Uint32Array
  readonly #named = new Map<string, number[]>()
  /** The last user who was begun with and whom an entry names, counted from 1. */
  readonly #due: Uint32Array
  readonly #bucketing: Plan['bucketing']
  #user = 0
  #hash = 0

  constructor(plan: Plan, entries: readonly Entry[]) {
    const { length } = entries
    this.#bucketing = plan.bucketing
    this.#gates = new Uint8Array(length)
    this.#salts = new Uint32Array(length)
    this.#from = new Uint32Array(length)
    this.#to = new Uint32Array(length)
    this.#due = new Uint32Array(length)
    const gates = new Gates(plan)
    for (const [index, entry] of entries.entries()) {
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
    this.#user += 1
    this.#hash = this.#bucketing.hash(user)
    for (const index of this.#named.get(user) ?? []) this.#due[index] = this.#user
  }

  /** Does what happens to the flag itself concern the user that was begun with? By the place among the entries. */
  isDue(index: number): boolean {
    const gate = this.#gates[index]
    if (gate === all || this.#due[index] === this.#user) return true
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
