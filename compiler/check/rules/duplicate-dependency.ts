import { quote } from '../../diagnostics/prose.ts'
import type { Dependency, Flag } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

export const duplicateDependency: Rule = {
  code: 'duplicate-dependency',
  severity: 'error',
  summary: 'A flag names the same parent twice.',
  why: 'One dependency says it all. If the two name different variants, both would have to hold at once, which is hardly ever meant; list the variants in one dependency instead.',
  bad: `environments: { production: {} }
flags:
  payments-v2: {}
  new-checkout: { dependsOn: [payments-v2, { flag: payments-v2, variants: [on] }] }
`,
  good: `environments: { production: {} }
flags:
  payments-v2: {}
  new-checkout: { dependsOn: [{ flag: payments-v2, variants: [on] }] }
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      const first = new Map<Flag, Dependency>()
      for (const dependency of flag.dependsOn) {
        if (dependency.parent === flag) continue // self-dependency tells it
        const earlier = first.get(dependency.parent)
        if (!earlier) first.set(dependency.parent, dependency)
        else
          report({
            message: `${quote(flag.key)} depends on ${quote(dependency.parent.key)} twice`,
            where: dependency.place,
            related: [{ message: 'first named here', where: earlier.place }],
            help: 'keep one of the two',
          })
      }
    }
  },
}
