import { quote } from '../../diagnostics/prose.ts'
import type { Dependency, Flag } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

/** Names in the message; the related places always show every step. */
const most = 50

export const dependencyCycle: Rule = {
  code: 'dependency-cycle',
  severity: 'error',
  summary: 'Flags depend on each other in a circle.',
  why: 'Each flag of a circle waits for the next, so none of them could ever be on. Take one dependency out; usually one of the flags is the foundation and should depend on nothing.',
  bad: `environments: { production: {} }
flags:
  new-checkout: { dependsOn: [payments-v2] }
  payments-v2: { dependsOn: [fraud-check] }
  fraud-check: { dependsOn: [new-checkout] }
`,
  good: `environments: { production: {} }
flags:
  new-checkout: { dependsOn: [payments-v2] }
  payments-v2: { dependsOn: [fraud-check] }
  fraud-check: {}
`,
  check({ graph, report }) {
    for (const knot of graph.knots) {
      const steps = shortestCircle(knot)
      const names = steps.map(({ flag }) => flag.key)
      const [first] = steps
      if (!first) continue
      report({
        message: `${path([...names, first.flag.key])} is a circle`,
        where: first.dependency.place,
        related: steps.slice(1).map(({ flag, dependency }) => ({
          message: `${quote(flag.key)} depends on ${quote(dependency.parent.key)}`,
          where: dependency.place,
        })),
        help:
          knot.length > steps.length
            ? `take one of these dependencies out; ${knot.length} flags are knotted together here, so another circle may show then`
            : 'take one of these dependencies out',
      })
    }
  },
}

interface Step {
  readonly flag: Flag
  readonly dependency: Dependency
}

/** The shortest way from the first flag of a knot back to it, breadth first. */
function shortestCircle(knot: readonly Flag[]): Step[] {
  const start = knot[0] as Flag
  const members = new Set(knot)
  const reachedBy = new Map<Flag, Step>()
  const queue = [start]
  for (const flag of queue) {
    for (const dependency of flag.dependsOn) {
      const { parent } = dependency
      if (parent === flag || !members.has(parent) || reachedBy.has(parent)) continue
      reachedBy.set(parent, { flag, dependency })
      if (parent === start) return wayBack(start, reachedBy)
      queue.push(parent)
    }
  }
  return []
}

function wayBack(start: Flag, reachedBy: ReadonlyMap<Flag, Step>): Step[] {
  const steps: Step[] = []
  let step = reachedBy.get(start)
  while (step) {
    steps.push(step)
    step = step.flag === start ? undefined : reachedBy.get(step.flag)
  }
  return steps.toReversed()
}

function path(names: readonly string[]): string {
  if (names.length <= most + 1) return names.map(quote).join(' → ')
  const [head, tail] = [names.slice(0, most / 2), names.slice(-most / 2)]
  return [...head.map(quote), `… ${names.length - most} more …`, ...tail.map(quote)].join(' → ')
}
