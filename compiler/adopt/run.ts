import type { Drift } from '../model/drift.ts'
import { type Head, isRefusal, type Refusal } from './head.ts'

/** What stands and falls together. */
export type Unit = readonly Drift[]

/** Adopts as much as can be adopted: all at once, else parts, and so on down to what cannot be divided. */
export class Run {
  readonly adopted = new Set<Drift>()
  readonly failed = new Map<Unit, string>()
  now: Head
  /** How much was adopted when a unit failed. */
  readonly #triedWith = new Map<Unit, number>()
  readonly #attempt: (drift: readonly Drift[]) => Head | Refusal

  constructor(attempt: (drift: readonly Drift[]) => Head | Refusal, head: Head) {
    this.#attempt = attempt
    this.now = head
  }

  /** What failed may work once something else is there: then it is tried again. */
  take(units: readonly Unit[]): void {
    for (let open = units; open.length > 0;) {
      this.#divide(open)
      open = [...this.#triedWith].filter(([, size]) => size < this.adopted.size).map(([unit]) => unit)
      for (const unit of open) {
        this.#triedWith.delete(unit)
        this.failed.delete(unit)
      }
    }
  }

  #divide(units: readonly Unit[]): void {
    if (units.length === 0) return
    const result = this.#attempt([...this.adopted, ...units.flat()])
    if (!isRefusal(result)) {
      this.now = result
      for (const one of units.flat()) this.adopted.add(one)
    } else if (units.length > 1) for (const some of apart(units, result)) this.#divide(some)
    else if (units[0]) this.#single(units[0], result.why)
  }

  /** Members of a group can be told apart; rules of a list cannot, since their order is what they mean. */
  #single(unit: Unit, why: string): void {
    if (unit.length > 1 && unit.every(({ table }) => table === 'user_groups' || table === 'user_group_membership'))
      this.#divide(unit.map((one) => [one]))
    else {
      this.failed.set(unit, why)
      this.#triedWith.set(unit, this.adopted.size)
    }
  }
}

/** What a refusal is about comes after all else, by itself; halves, when nobody knows what it is about. */
function apart(units: readonly Unit[], { about }: Refusal): readonly (readonly Unit[])[] {
  const isMeant = (unit: Unit) => unit.some(({ key }) => key.some((part) => about.includes(part)))
  const meant = units.filter(isMeant)
  if (meant.length > 0 && meant.length < units.length) return [units.filter((unit) => !isMeant(unit)), meant]
  const middle = units.length >> 1
  return [units.slice(0, middle), units.slice(middle)]
}
