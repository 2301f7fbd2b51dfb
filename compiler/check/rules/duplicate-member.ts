import { quote } from '../../diagnostics/prose.ts'
import type { Member, User } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

export const duplicateMember: Rule = {
  code: 'duplicate-member',
  severity: 'warning',
  summary: 'A group lists a user twice.',
  why: 'The second mention does nothing; whoever removes the user from the group later will easily remove only one of them.',
  bad: `users: { alice: {}, bob: {} }
groups:
  beta-testers: { members: [alice, bob, alice] }
`,
  good: `users: { alice: {}, bob: {} }
groups:
  beta-testers: { members: [alice, bob] }
`,
  check({ model, report }) {
    for (const group of model.groups.values()) {
      const first = new Map<User, Member>()
      for (const member of group.members) {
        const earlier = first.get(member.user)
        if (!earlier) first.set(member.user, member)
        else
          report({
            message: `${quote(member.user.key)} is in the group ${quote(group.key)} twice`,
            where: member.place,
            related: [{ message: 'first listed here', where: earlier.place }],
            help: 'keep one of the two',
          })
      }
    }
  },
}
