import { stronglyConnected } from './components.ts'
import type { Flag, Model } from './model.ts'

/** The longest chain of dependencies above a flag: how many flags, and through which parent. */
export interface Depth {
  readonly count: number
  readonly via: Flag | undefined
}

/**
 * How flags depend on each other, worked out once and without recursion, since chains and circles may be thousands of
 * flags long. A flag that depends on itself is not a circle here.
 */
export class FlagGraph {
  /** Flags that depend on each other stand in one part, all others alone; each part after the parts it depends on. */
  readonly parts: readonly (readonly Flag[])[]

  constructor(model: Pick<Model, 'flags'>) {
    const flags = [...model.flags.values()]
    const indexes = new Map(flags.map((flag, index) => [flag, index]))
    const parents = flags.map((flag) => flag.dependsOn.map(({ parent }) => indexes.get(parent) as number))
    this.parts = stronglyConnected(parents).map((part) =>
      part.sort((a, b) => a - b).map((index) => flags[index] as Flag),
    )
  }

  /** The parts that are circles, or knots of several circles; flags in reading order. */
  get knots(): readonly (readonly Flag[])[] {
    return this.parts.filter((part) => part.length > 1)
  }

  /** Flags inside a circle count as if they depended on nothing. */
  depths(): Map<Flag, Depth> {
    const depths = new Map<Flag, Depth>()
    for (const part of this.parts)
      for (const flag of part) depths.set(flag, part.length > 1 ? top : deepest(flag, depths))
    return depths
  }
}

const top: Depth = { count: 0, via: undefined }

function deepest(flag: Flag, depths: ReadonlyMap<Flag, Depth>): Depth {
  let best = top
  for (const { parent } of flag.dependsOn) {
    const count = (depths.get(parent)?.count ?? 0) + 1
    if (parent !== flag && count > best.count) best = { count, via: parent }
  }
  return best
}
