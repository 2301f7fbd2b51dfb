import { quote } from '../diagnostics/prose.ts'

/** One step of a circle: a thing and what leads on from it. */
export interface Step<Thing, Edge> {
  readonly from: Thing
  readonly edge: Edge
}

/** Names in a message; the related places always show every step. */
const most = 50

/** The shortest way from the first of things that lead to each other back to it, breadth first. */
export function shortestCircle<Thing, Edge>(
  knot: readonly Thing[],
  edgesOf: (thing: Thing) => readonly Edge[],
  targetOf: (edge: Edge) => Thing,
): Step<Thing, Edge>[] {
  const start = knot[0] as Thing
  const members = new Set(knot)
  const reachedBy = new Map<Thing, Step<Thing, Edge>>()
  const queue = [start]
  for (const from of queue) {
    for (const edge of edgesOf(from)) {
      const target = targetOf(edge)
      if ((target === from && knot.length > 1) || !members.has(target) || reachedBy.has(target)) continue
      reachedBy.set(target, { from, edge })
      if (target === start) return wayBack(start, reachedBy)
      queue.push(target)
    }
  }
  return []
}

function wayBack<Thing, Edge>(start: Thing, reachedBy: ReadonlyMap<Thing, Step<Thing, Edge>>): Step<Thing, Edge>[] {
  const steps: Step<Thing, Edge>[] = []
  let step = reachedBy.get(start)
  while (step) {
    steps.push(step)
    step = step.from === start ? undefined : reachedBy.get(step.from)
  }
  return steps.toReversed()
}

/** `a` → `b` → `a`; of a long way, its beginning and its end. */
export function wayInWords(names: readonly string[]): string {
  if (names.length <= most + 1) return names.map(quote).join(' → ')
  const [head, tail] = [names.slice(0, most / 2), names.slice(-most / 2)]
  return [...head.map(quote), `… ${names.length - most} more …`, ...tail.map(quote)].join(' → ')
}
