import { enumerate } from '../../diagnostics/prose.ts'
import type { Assignment } from '../../model/model.ts'
import { inWords } from '../everything.ts'
import { Inclusion } from '../reach/inclusion.ts'
import { takenIn } from '../reach/taken.ts'
import type { Rule } from '../rule.ts'

export const unreachableAssignment: Rule = {
  code: 'unreachable-assignment',
  severity: 'warning',
  summary: 'An assignment stands below others that take everybody it would admit.',
  why: 'The first assignment that admits somebody decides. When those above admit all that one below does, for as long as it counts, the one below never decides anything. Groups, conditions, times and rollouts are compared as far as that can be done for certain; whenever there is a doubt, nothing is said. Only the assignments of single users come before the others wherever they stand.',
  bad: `environments: { production: {} }
users: { alice: {} }
groups: { beta-testers: { members: [alice] } }
flags:
  new-checkout:
    assignments:
      production:
        - when: { country: [NL, DE, FR] }
        - group: beta-testers
          when: { country: NL }
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
          when: { country: NL }
          serve: off
        - when: { country: [NL, DE, FR] }
`,
  check({ model, now, report }) {
    const inclusion = new Inclusion(model)
    for (const flag of model.flags.values()) {
      for (const [environment, { assignments }] of flag.assignments) {
        if (assignments.length < 2) continue
        for (const { assignment, by } of takenIn(assignments, now, inclusion))
          report({
            message: `this assignment of ${inWords({ flag, environment })} is never reached: ${whom(assignment, by)} ${by.length > 1 ? 'those' : 'one'} above it`,
            where: assignment.place,
            related: by.map(({ place }) => ({ message: 'taken here', where: place })),
            help: help(assignment, by),
          })
      }
    }
  },
}

function whom({ users, groups, everyone, when }: Assignment, by: readonly Assignment[]): string {
  if (by.some((one) => one.everyone && !one.when && !one.rollout)) return 'everyone is taken by'
  if (when || everyone) return 'whoever meets its condition is taken by'
  const names = [...users, ...groups].map(({ thing }) => thing.key)
  return `${enumerate(names)} ${names.length > 1 ? 'are' : 'is'} taken by`
}

function help({ rollout, salt }: Assignment, by: readonly Assignment[]): string {
  if (by.some((one) => one.rollout && rollout && one.salt === salt))
    return 'both rollouts go by the same buckets: give one a `salt` of its own, or let this one go further'
  return 'move it above, or remove it'
}
