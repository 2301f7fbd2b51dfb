import { enumerate, quote } from '../../diagnostics/prose.ts'
import type { Assignment, Flag, Group } from '../../model/model.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const unreachableAssignment: Rule = {
  code: 'unreachable-assignment',
  severity: 'warning',
  summary: 'An assignment stands below others that take everyone, or all of its groups.',
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
        reportTakenGroups(flag, all === -1 ? assignments : assignments.slice(0, all), now, report)
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

/** Groups whose members have all been given something for good by an assignment further up. */
function reportTakenGroups(
  flag: Flag,
  assignments: readonly Assignment[],
  now: number,
  report: CheckContext['report'],
): void {
  const taken = new Map<Group, Assignment>()
  for (const assignment of assignments) {
    const { users, groups, everyone, place } = assignment
    const above = groups.flatMap(({ thing }) => taken.get(thing) ?? [])
    if (!everyone && users.length === 0 && groups.length > 0 && above.length === groups.length)
      report({
        message: `this assignment of ${quote(flag.key)} is never reached: ${enumerate(groups.map(({ thing }) => thing.key))} ${groups.length > 1 ? 'are' : 'is'} taken by one above it`,
        where: place,
        related: [...new Set(above)].map((one) => ({ message: 'taken here', where: one.place })),
        help: 'keep one of them, or give them times that do not overlap',
      })
    if (isForGood(assignment, now)) for (const { thing } of groups) if (!taken.has(thing)) taken.set(thing, assignment)
  }
}

function takesEveryone(assignment: Assignment, now: number): boolean {
  return assignment.everyone && isForGood(assignment, now)
}

function isForGood({ starts, expires }: Assignment, now: number): boolean {
  return !expires && (!starts || starts.at <= now)
}
