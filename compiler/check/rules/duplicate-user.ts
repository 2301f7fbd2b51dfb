import { quote } from '../../diagnostics/prose.ts'
import { inWords } from '../everything.ts'
import { repeatedUsers } from '../repeated-users.ts'
import type { Rule } from '../rule.ts'

export const duplicateUser: Rule = {
  code: 'duplicate-user',
  severity: 'error',
  summary: 'One user has two assignments of a flag at the same time.',
  why: 'The first one would win, and the second would look as if it did something. Two assignments of one user are fine when their times do not overlap, or when the first has a condition or a rollout and so may pass the user on to the second.',
  bad: `environments: { production: {} }
users: { alice: {}, bob: {} }
flags:
  new-checkout:
    assignments:
      production:
        - users: [alice, bob]
        - user: bob
          serve: off
`,
  good: `environments: { production: {} }
users: { alice: {}, bob: {} }
flags:
  new-checkout:
    assignments:
      production:
        - user: alice
        - user: bob
          serve: off
`,
  check({ model, report }) {
    for (const { flag, environment, user, earlier, later, covers } of repeatedUsers(model)) {
      if (!covers) continue // overlapping-windows tells it
      report({
        message: `the user ${quote(user.key)} has ${inWords({ flag, environment })} assigned twice at the same time`,
        where: later.place,
        related: [{ message: 'already assigned here', where: earlier.place }],
        help: 'keep one of the two, or give them times that do not overlap',
      })
    }
  },
}
