import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const emptyWindow: Rule = {
  code: 'empty-window',
  severity: 'error',
  summary: 'An assignment ends before it starts.',
  why: 'An assignment counts from exactly `starts` until just before `expires`. If it ends at or before its start there is no moment in which it counts.',
  bad: `environments: { production: {} }
flags:
  spring-sale:
    assignments:
      production:
        - everyone: true
          starts: 2027-05-01T00:00:00Z
          expires: 2027-03-01T00:00:00Z
`,
  good: `environments: { production: {} }
flags:
  spring-sale:
    assignments:
      production:
        - everyone: true
          starts: 2027-03-01T00:00:00Z
          expires: 2027-05-01T00:00:00Z
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      for (const { assignments } of flag.assignments.values()) {
        for (const { starts, expires } of assignments) {
          if (!starts || !expires || expires.at > starts.at) continue
          report({
            message: `this assignment of ${quote(flag.key)} ends ${expires.at === starts.at ? 'at the moment it starts' : 'before it starts'}`,
            where: expires.place,
            related: [{ message: 'it starts here', where: starts.place }],
            help: 'put `expires` after `starts`',
          })
        }
      }
    }
  },
}
