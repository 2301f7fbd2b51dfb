import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const pastAssignment: Rule = {
  code: 'past-assignment',
  severity: 'note',
  summary: 'An assignment has expired.',
  why: 'Running out is the ordinary end of a trial, so this is only a note: the assignment no longer decides anything and can be removed when somebody passes by.',
  bad: `environments: { production: {} }
flags:
  spring-sale:
    assignments:
      production:
        - everyone: true
          expires: 2026-05-01T00:00:00Z
`,
  good: `environments: { production: {} }
flags:
  spring-sale:
    assignments:
      production:
        - everyone: true
          expires: 2027-05-01T00:00:00Z
`,
  check({ model, now, report }) {
    for (const flag of model.flags.values()) {
      for (const [environment, { assignments }] of flag.assignments) {
        for (const { expires } of assignments) {
          if (!expires || expires.at > now) continue
          report({
            message: `this assignment of ${quote(flag.key)} in ${quote(environment.key)} has expired`,
            where: expires.place,
            help: 'remove it, or give it a later `expires`',
          })
        }
      }
    }
  },
}
