import { quote } from '../../diagnostics/prose.ts'
import type { User } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

export const duplicateId: Rule = {
  code: 'duplicate-id',
  severity: 'error',
  summary: 'Two users have the same id.',
  why: 'The id is the number of the user in the database, and there it can belong to one user only.',
  bad: `users:
  alice: { id: 101 }
  bob: { id: 101 }
`,
  good: `users:
  alice: { id: 101 }
  bob: { id: 102 }
`,
  check({ model, report }) {
    const first = new Map<number, User>()
    for (const user of model.users.values()) {
      const { id } = user.declared.value
      if (id === undefined) continue
      const earlier = first.get(id)
      if (!earlier) first.set(id, user)
      else
        report({
          message: `the users ${quote(earlier.key)} and ${quote(user.key)} both have the id ${id}`,
          where: user.declared.at('id'),
          related: [{ message: `${quote(earlier.key)} has it here`, where: earlier.declared.at('id') }],
          help: 'give one of them another id, or leave it out to let the database choose',
        })
    }
  },
}
