import { quote } from '../../diagnostics/prose.ts'
import { inWords } from '../everything.ts'
import { repeatedUsers } from '../repeated-users.ts'
import type { Rule } from '../rule.ts'

export const overlappingWindows: Rule = {
  code: 'overlapping-windows',
  severity: 'warning',
  summary: 'Two assignments of one user overlap in time.',
  why: 'While both count, the one that stands first decides. The other begins later, or ends earlier, than it says.',
  bad: `environments: { production: {} }
users: { alice: {} }
flags:
  new-checkout:
    assignments:
      production:
        - { user: alice, serve: off, expires: 2027-03-31T00:00:00Z }
        - { user: alice, serve: on, starts: 2027-03-01T00:00:00Z }
`,
  good: `environments: { production: {} }
users: { alice: {} }
flags:
  new-checkout:
    assignments:
      production:
        - { user: alice, serve: off, expires: 2027-03-01T00:00:00Z }
        - { user: alice, serve: on, starts: 2027-03-01T00:00:00Z }
`,
  check({ model, report }) {
    for (const { flag, environment, user, earlier, later, covers } of repeatedUsers(model)) {
      if (covers) continue // duplicate-user tells it
      report({
        message: `two assignments of ${inWords({ flag, environment })} to the user ${quote(user.key)} overlap in time: while both count, the first one decides`,
        where: later.place,
        related: [{ message: 'the first one', where: earlier.place }],
        help: 'let the one start when the other expires',
      })
    }
  },
}
