import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import type { Environment, Flag, SoundModel } from '../../model/model.ts'
import { answer, type Emit } from '../answers.ts'
import type { Case } from '../case.ts'
import { compare } from '../compare.ts'
import { excerpt } from './excerpt.ts'
import type { Mutant } from './mutant.ts'
import { Reach } from './reach.ts'

/**
 * How a mutant fared: `noticed` when some case fails on it, `survived` when all that it reaches still pass, `equal` when it
 * gives the same snapshots, so that no case could tell.
 */
export interface Verdict {
  readonly mutant: Mutant
  readonly fate: 'noticed' | 'survived' | 'equal'
  /** Where it changes the snapshot. */
  readonly environments: readonly Environment[]
  /** How many cases it reaches. */
  readonly reached: number
}

/** Tries every mutant against the cases, all of which pass without it. */
export function* hunt(
  mutants: Iterable<Mutant>,
  cases: readonly Case[],
  model: SoundModel,
  emit: Emit,
): Generator<Verdict> {
  const trial = new Trial(cases, model, emit)
  for (const mutant of mutants) yield trial.of(mutant)
}

class Trial {
  readonly #model: SoundModel
  readonly #emit: Emit
  readonly #reach: Reach
  /** Of unchanged flags, by environment: most mutants of one flag are compared with the same. */
  readonly #unchanged = new Map<string, Uint8Array>()

  constructor(cases: readonly Case[], model: SoundModel, emit: Emit) {
    this.#model = model
    this.#emit = emit
    this.#reach = new Reach(model, cases)
  }

  of(mutant: Mutant): Verdict {
    const environments: Environment[] = []
    let reached = 0
    for (const environment of this.#reach.environmentsOf(mutant)) {
      const roots = this.#reach.rootsOf(mutant, environment)
      if (roots.length === 0) continue
      const changed = this.#bytes(environment, roots, mutant)
      if (Buffer.compare(changed, this.#unchangedBytes(environment, roots)) === 0) continue
      environments.push(environment)
      const own = roots.flatMap((flag) => this.#reach.casesOf(flag, environment))
      if (fails(own, changed)) return { mutant, fate: 'noticed', environments, reached: own.length }
      const below = this.#reach.descendants(roots).filter((flag) => this.#reach.casesOf(flag, environment).length > 0)
      const indirect = below.flatMap((flag) => this.#reach.casesOf(flag, environment))
      reached += own.length + indirect.length
      if (indirect.length > 0 && fails(indirect, this.#bytes(environment, below, mutant)))
        return { mutant, fate: 'noticed', environments, reached }
    }
    return { mutant, fate: environments.length === 0 ? 'equal' : 'survived', environments, reached }
  }

  #bytes(environment: Environment, roots: readonly Flag[], mutant?: Mutant): Uint8Array {
    return this.#emit(excerpt(this.#model, environment, roots, mutant), environment)
  }

  #unchangedBytes(environment: Environment, roots: readonly Flag[]): Uint8Array {
    const key = [environment.key, ...roots.map((flag) => flag.key)].join('\n')
    const known = this.#unchanged.get(key) ?? this.#bytes(environment, roots)
    if (!this.#unchanged.has(key)) {
      // Mutants come flag by flag, so what was used long ago is not used again.
      if (this.#unchanged.size > 64) this.#unchanged.clear()
      this.#unchanged.set(key, known)
    }
    return known
  }
}

function fails(cases: readonly Case[], bytes: Uint8Array): boolean {
  if (cases.length === 0) return false
  const plan = loadSnapshot(bytes)
  return cases.some((one) => compare(one.expected, answer(plan, one)).length > 0)
}
