import { quote } from '../../diagnostics/prose.ts'
import { shortestCircle, wayInWords } from '../circle.ts'
import type { Rule } from '../rule.ts'

export const groupCycle: Rule = {
  code: 'group-cycle',
  severity: 'error',
  summary: 'Groups name each other in a circle.',
  why: 'Whether somebody is in the first would depend on the second, and so on back to the first: there is no answer. Groups in conditions count as well as those under `groups`.',
  bad: `users: { alice: {} }
groups:
  staff: { groups: [testers] }
  testers: { members: [alice], when: { department: quality, group: staff } }
`,
  good: `users: { alice: {} }
groups:
  staff: { groups: [testers] }
  testers: { members: [alice], when: { department: quality } }
`,
  check({ groups, report }) {
    for (const part of groups.parts) {
      const steps = shortestCircle(
        part,
        (group) => groups.named(group),
        ({ thing }) => thing,
      )
      const [first] = steps
      if (!first) continue
      const names = steps.map(({ from }) => from.key)
      report({
        message: `the group ${wayInWords([...names, first.from.key])} ${steps.length > 1 ? 'is a circle' : 'names itself'}`,
        where: first.edge.place,
        related: steps.slice(1).map(({ from, edge }) => ({
          message: `the group ${quote(from.key)} names ${quote(edge.thing.key)}`,
          where: edge.place,
        })),
        help:
          part.length > steps.length
            ? `take one of these names out; ${part.length} groups are knotted together here, so another circle may show then`
            : 'take one of these names out',
      })
    }
  },
}
