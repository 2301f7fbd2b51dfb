import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const clientDependsOnServer: Rule = {
  code: 'client-depends-on-server',
  severity: 'warning',
  summary: 'A flag for clients depends on one that clients may not see.',
  why: 'The answer a browser gets for the child tells whether the hidden parent is on. It still works, and a kill switch may well be hidden, so this is a warning and not an error.',
  bad: `environments: { production: {} }
flags:
  payments-v2: {}
  new-checkout: { client: true, dependsOn: [payments-v2] }
`,
  good: `environments: { production: {} }
flags:
  payments-v2: { client: true }
  new-checkout: { client: true, dependsOn: [payments-v2] }
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      if (!flag.client) continue
      for (const { parent, place } of flag.dependsOn) {
        if (parent.client) continue
        report({
          message: `${quote(flag.key)} is for clients, but depends on ${quote(parent.key)}, which only servers may see`,
          where: place,
          related: [{ message: `${quote(parent.key)} is not marked \`client: true\``, where: parent.declared.keyAt() }],
          help: `mark ${quote(parent.key)} with \`client: true\`, or take the dependency out`,
        })
      }
    }
  },
}
