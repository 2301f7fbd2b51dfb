import { offCode, unmatched } from './code.ts'
import { admission, trait } from './columns.ts'
import type { Assignments, Dependencies, Flags } from './plan.ts'

/** Beyond this nothing is remembered: a chain of 10,000 flags has 50 million pairs of flag and ancestor. */
const mostRemembered = 1_000_000

/**
 * How to decide a flag and all its ancestors, every flag behind its parents: for each flag its index, `quick` or not, the
 * predicate it asks, its code if that holds and if not, the number of its parents, and their indexes. Most flags with parents
 * have one assignment besides those for named users, so a long chain is walked without looking any of that up.
 */
export type Lineage = Int32Array

/** A flag of a lineage that can be decided by what stands there. */
export const quick = 1
/** The same, but for users whom it names. */
export const quickForOthers = 2
/** Numbers before the parents. */
export const fixed = 6

/** The ancestors in a lineage, every flag behind its parents. */
export function ancestorsIn(lineage: Lineage): number[] {
  const flags: number[] = []
  for (let at = 0; at < lineage.length; at += fixed + lineage[at + fixed - 1]!) flags.push(lineage[at]!)
  return flags.slice(0, -1)
}

/** All that each flag depends on, worked out for the flags that are asked for. */
export class Ancestry {
  readonly #flags: Flags
  readonly #dependencies: Dependencies
  readonly #assignments: Assignments
  readonly #known = new Map<number, Lineage>()
  #remembered = 0

  constructor(flags: Flags, dependencies: Dependencies, assignments: Assignments) {
    this.#flags = flags
    this.#dependencies = dependencies
    this.#assignments = assignments
  }

  of(flag: number): Lineage {
    const known = this.#known.get(flag)
    if (known) return known
    const lineage = Int32Array.from(this.#collect(flag), Number)
    if (this.#remembered + lineage.length <= mostRemembered) {
      this.#remembered += lineage.length
      this.#known.set(flag, lineage)
    }
    return lineage
  }

  /** Without recursion: chains may be longer than the call stack. */
  #collect(flag: number): number[] {
    const lineage: number[] = []
    const done = new Set<number>()
    const stack = [flag]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const waiting = done.has(top) ? undefined : this.#parents(top).find((parent) => !done.has(parent))
      if (waiting !== undefined) stack.push(waiting)
      else if (!done.has(stack.pop()!)) {
        done.add(top)
        lineage.push(top, ...this.#shortcut(top), ...this.#listed(top))
      }
    }
    return lineage
  }

  #parents(child: number): number[] {
    const { dependencies } = this.#flags
    return [...this.#dependencies.parent.subarray(dependencies[child], dependencies[child + 1])]
  }

  #listed(child: number): number[] {
    const parents = this.#parents(child)
    return [parents.length, ...parents]
  }

  /** `quick`, predicate, code and code otherwise; four zeros when there is more to the flag. */
  #shortcut(flag: number): number[] {
    const { traits, shapes, shape, assignments, dependencies } = this.#flags
    const { predicate, code } = this.#assignments
    const [first, end] = [assignments[flag]!, assignments[flag + 1]!]
    const asked = Array.from({ length: end - first }, (_, at) => first + at).filter((at) => predicate[at] !== 0)
    const [at] = asked
    const isTimed = (traits[flag]! & (trait.stopped | trait.expires | trait.unreadable)) !== 0
    const wanted = [...(this.#dependencies.wanted?.keys() ?? [])]
    const isPicky = wanted.some((one) => one >= dependencies[flag]! && one < dependencies[flag + 1]!)
    if (at === undefined || asked.length > 1 || isTimed || isPicky) return [0, 0, 0, 0]
    if (this.#assignments.admission[at] !== admission.all) return [0, 0, 0, 0]
    const how = (traits[flag]! & trait.own) === 0 ? quick : quickForOthers
    return [how, predicate[at]! - 1, code[at]!, offCode(unmatched, shapes[shape[flag]!]!.off)]
  }
}
