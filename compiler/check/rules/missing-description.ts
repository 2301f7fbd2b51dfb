import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const missingDescription: Rule = {
  code: 'missing-description',
  severity: 'note',
  summary: 'A flag has no description.',
  why: 'A key is short. The next reader, maybe at night, wants to know what happens when the flag is switched.',
  bad: `environments: { production: {} }
flags:
  new-checkout: {}
`,
  good: `environments: { production: {} }
flags:
  new-checkout: { description: One-page checkout }
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      if (flag.declared.value.description?.trim()) continue
      report({
        message: `${quote(flag.key)} has no description`,
        where: flag.declared.keyAt(),
        help: 'add `description:` with one line on what the flag does',
      })
    }
  },
}
