import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const missingOwner: Rule = {
  code: 'missing-owner',
  severity: 'note',
  summary: 'A flag has no owner.',
  why: 'Somebody has to answer when a flag surprises users, and to remove it when it has served.',
  bad: `environments: { production: {} }
flags:
  new-checkout: {}
`,
  good: `environments: { production: {} }
flags:
  new-checkout: { owner: payments }
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      if (flag.declared.value.owner?.trim()) continue
      report({
        message: `${quote(flag.key)} has no owner`,
        where: flag.declared.keyAt(),
        help: 'add `owner:` with the team or person who answers for it',
      })
    }
  },
}
