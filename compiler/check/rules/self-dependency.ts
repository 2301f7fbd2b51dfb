import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const selfDependency: Rule = {
  code: 'self-dependency',
  severity: 'error',
  summary: 'A flag depends on itself.',
  why: 'The flag would wait for itself and could never be on. Usually another flag was meant.',
  bad: `environments: { production: {} }
flags:
  payments-v2: {}
  new-checkout: { dependsOn: [new-checkout] }
`,
  good: `environments: { production: {} }
flags:
  payments-v2: {}
  new-checkout: { dependsOn: [payments-v2] }
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      const dependency = flag.dependsOn.find(({ parent }) => parent === flag)
      if (!dependency) continue
      report({
        message: `${quote(flag.key)} depends on itself`,
        where: dependency.place,
        help: 'take it out, or name the flag that was meant',
      })
    }
  },
}
