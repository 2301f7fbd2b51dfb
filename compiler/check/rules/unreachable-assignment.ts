import { quote } from '../../diagnostics/prose.ts'
import type { Assignment } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

export const unreachableAssignment: Rule = {
  code: 'unreachable-assignment',
  severity: 'warning',
  summary: 'An assignment stands below one that takes everyone.',
  why: 'The first assignment that admits somebody decides, and `everyone` without an end admits all. Only the assignments of single users come before it wherever they stand.',
  bad: `environments: { production: {} }
users: { alice: {} }
groups: { beta-testers: { members: [alice] } }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
        - group: beta-testers
          serve: off
`,
  good: `environments: { production: {} }
users: { alice: {} }
groups: { beta-testers: { members: [alice] } }
flags:
  new-checkout:
    assignments:
      production:
        - group: beta-testers
          serve: off
        - everyone: true
`,
  check({ model, now, report }) {
    for (const flag of model.flags.values()) {
      for (const { assignments } of flag.assignments.values()) {
        if (assignments.length < 2) continue
        const all = assignments.findIndex((assignment) => takesEveryone(assignment, now))
        if (all === -1) continue
        for (const { users, place } of assignments.slice(all + 1)) {
          if (users.length > 0) continue
          report({
            message: `this assignment of ${quote(flag.key)} is never reached: everyone is taken by one above it`,
            where: place,
            related: [{ message: 'everyone is taken here', where: assignments[all]?.place ?? place }],
            help: 'move it above the assignment to everyone, or remove it',
          })
        }
      }
    }
  },
}

function takesEveryone({ everyone, starts, expires }: Assignment, now: number): boolean {
  return everyone && !expires && (!starts || starts.at <= now)
}
