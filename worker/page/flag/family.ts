import type { Edge } from '../../graph/graph.ts'
import type { Plan } from '../../evaluate/plan.ts'

/** A flag with all it depends on and all that depends on it. */
export interface Family {
  /** Indexes of flags. */
  readonly members: readonly number[]
  readonly edges: readonly Edge[]
  /** There are more than are shown. */
  readonly isCut: boolean
  /** All parents, and all children. */
  readonly dependsOn: readonly Neighbour[]
  readonly neededBy: readonly Neighbour[]
}

/** A flag next to another. */
export interface Neighbour {
  /** Index of the flag. */
  readonly flag: number
  /** What is asked, unless that the parent is active. */
  readonly label: string | undefined
}

/** More boxes than that are no picture any more. */
const most = 120

export function familyOf(plan: Plan, flag: number): Family {
  const { flags, dependencies } = plan
  const parentsOf = (child: number): readonly number[] =>
    Array.from(dependencies.parent.subarray(flags.dependencies[child], flags.dependencies[child + 1]))
  const children = childrenOf(plan)
  const up = reach(flag, parentsOf)
  const down = reach(flag, (parent) => children.get(parent) ?? [])
  // Where not all fit, neither side crowds out the other.
  const members = [...new Set([...nearest(up, down), ...nearest(down, up)])].slice(0, most)
  const shown = new Set(members)
  const edges = members.flatMap((child) => edgesTo(plan, child).filter(({ parent }) => shown.has(parent)))
  return {
    members,
    edges: edges.map(({ edge }) => edge),
    isCut: new Set([...up, ...down]).size > most,
    dependsOn: edgesTo(plan, flag).map(({ parent, edge }) => ({ flag: parent, label: edge.label })),
    neededBy: (children.get(flag) ?? []).map((child) => {
      const asked = edgesTo(plan, child).find(({ parent }) => parent === flag)
      return { flag: child, label: asked?.edge.label }
    }),
  }
}

function nearest(side: readonly number[], other: readonly number[]): readonly number[] {
  return side.slice(0, Math.max(most / 2, most - other.length + 1))
}

/** Nearest first, no further than can be shown. */
function reach(start: number, next: (flag: number) => readonly number[]): number[] {
  const found = new Set([start])
  for (const flag of found) {
    if (found.size > most) break
    for (const other of next(flag)) found.add(other)
  }
  return [...found]
}

function edgesTo({ flags, dependencies }: Plan, child: number): { parent: number; edge: Edge }[] {
  const first = flags.dependencies[child]!
  return Array.from(dependencies.parent.subarray(first, flags.dependencies[child + 1]), (parent, place) => {
    const names = flags.shapes[flags.shape[parent]!]!.variants
    const wanted = dependencies.wanted?.get(first + place)?.map((variant) => names[variant]?.[0] ?? '')
    const edge = { from: flags.keys.key(parent), to: flags.keys.key(child) }
    return { parent, edge: wanted ? { ...edge, label: wanted.join(' or ') } : edge }
  })
}

const known = new WeakMap<Plan, ReadonlyMap<number, number[]>>()

function childrenOf(plan: Plan): ReadonlyMap<number, number[]> {
  const before = known.get(plan)
  if (before) return before
  const { flags, dependencies } = plan
  const children = new Map<number, number[]>()
  for (const child of dependencies.order)
    for (const parent of dependencies.parent.subarray(flags.dependencies[child], flags.dependencies[child + 1]))
      children.set(parent, [...(children.get(parent) ?? []), child])
  known.set(plan, children)
  return children
}
