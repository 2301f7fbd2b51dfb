import { quote } from '../../diagnostics/prose.ts'
import { shortestCircle, wayInWords } from '../circle.ts'
import type { Rule } from '../rule.ts'

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
      const steps = shortestCircle(
        knot,
        ({ dependsOn }) => dependsOn,
        ({ parent }) => parent,
      )
      const [first] = steps
      if (!first) continue
      const names = steps.map(({ from }) => from.key)
      report({
        message: `${wayInWords([...names, first.from.key])} is a circle`,
        where: first.edge.place,
        related: steps.slice(1).map(({ from, edge }) => ({
          message: `${quote(from.key)} depends on ${quote(edge.parent.key)}`,
          where: edge.place,
        })),
        help:
          knot.length > steps.length
            ? `take one of these dependencies out; ${knot.length} flags are knotted together here, so another circle may show then`
            : 'take one of these dependencies out',
      })
    }
  },
}
