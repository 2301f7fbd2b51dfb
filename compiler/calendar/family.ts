import type { FlagGraph } from '../model/graph.ts'
import type { Flag } from '../model/model.ts'

/** Who depends on whom, and in which order flags are looked at: every flag behind its parents. */
export class Family {
  readonly #ranks: ReadonlyMap<Flag, number>
  readonly #children = new Map<Flag, Flag[]>()

  constructor(graph: FlagGraph) {
    const flags = graph.parts.flat()
    this.#ranks = new Map(flags.map((flag, rank) => [flag, rank]))
    for (const flag of flags)
      for (const { parent } of flag.dependsOn) {
        const known = this.#children.get(parent)
        if (known) known.push(flag)
        else this.#children.set(parent, [flag])
      }
  }

  /** Those that depend on it themselves. */
  children(flag: Flag): readonly Flag[] {
    return this.#children.get(flag) ?? []
  }

  sorted(flags: Iterable<Flag>): Flag[] {
    return [...flags].sort((a, b) => (this.#ranks.get(a) ?? 0) - (this.#ranks.get(b) ?? 0))
  }

  /** These flags and all that depend on them, in order. */
  withDependants(flags: Iterable<Flag>): Flag[] {
    return this.#reached(flags, (flag) => this.children(flag))
  }

  /** These flags and all that they depend on, in order. */
  withAncestors(flags: Iterable<Flag>): Flag[] {
    return this.#reached(flags, ({ dependsOn }) => dependsOn.map(({ parent }) => parent))
  }

  #reached(flags: Iterable<Flag>, next: (flag: Flag) => readonly Flag[]): Flag[] {
    const reached = new Set(flags)
    for (const flag of reached) for (const one of next(flag)) reached.add(one)
    return this.sorted(reached)
  }
}
