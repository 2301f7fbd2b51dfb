import { whose } from '../everything.ts'
import { verdictsOn } from '../logic/verdict.ts'
import type { Rule } from '../rule.ts'

export const alwaysTrueCondition: Rule = {
  code: 'always-true-condition',
  severity: 'warning',
  summary: 'Every evaluation context meets this condition.',
  why: 'It narrows nothing down. Two exclusions under `any` are the usual slip: whoever is the one is not the other. They belong under `all`, or into one list.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { any: [{ not: { country: NL } }, { not: { country: DE } }] }
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { not: { country: [NL, DE] } }
`,
  check({ model, everything, report }) {
    for (const asked of everything.conditions)
      for (const verdict of verdictsOn(asked.condition, model))
        if (verdict.holds === 'always')
          report({
            message: `every evaluation context meets this condition of ${whose(asked)}`,
            where: verdict.condition.place,
            help: 'remove it if everyone is meant; if not, `all` may have been meant instead of `any`',
          })
  },
}
