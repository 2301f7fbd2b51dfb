import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const emptyGroup: Rule = {
  code: 'empty-group',
  severity: 'warning',
  summary: 'A group holds nobody.',
  why: 'What is assigned to an empty group is assigned to nobody, which is easily overlooked when reading the flag.',
  bad: `users: { alice: {} }
groups:
  beta-testers: {}
`,
  good: `users: { alice: {} }
groups:
  beta-testers: { members: [alice] }
`,
  check({ model, report }) {
    for (const group of model.groups.values()) {
      if (group.members.length > 0 || group.groups.length > 0 || group.when || model.broken.groups.has(group.key))
        continue
      report({
        message: `the group ${quote(group.key)} has no members, no groups and no condition`,
        where: group.declared.keyAt(),
        help: 'list its users under `members`, describe them with `when`, or remove it',
      })
    }
  },
}
