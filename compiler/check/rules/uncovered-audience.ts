import { enumerate, quote } from '../../diagnostics/prose.ts'
import type { Assignment, Dependency, Environment, Flag, User } from '../../model/model.ts'
import { mayAdmit, servedVariants } from '../../model/served.ts'
import { Admissions, type Admission } from '../admission.ts'
import type { Memberships } from '../memberships.ts'
import type { CheckContext, Rule } from '../rule.ts'

/** Assignments times dependencies of one flag; with more, nobody could read what is said. */
const most = 100_000

export const uncoveredAudience: Rule = {
  code: 'uncovered-audience',
  severity: 'warning',
  summary: 'A user or group is assigned a flag, but not the flag it depends on.',
  why: 'A child is on only for those its parents are on for. Whoever is assigned the child and is admitted by no assignment of the parent gets nothing, though the YAML reads as if they did. Assignments to everyone are not judged: they often mean everyone who has the parent.',
  bad: `environments: { production: {} }
users: { alice: {}, bob: {}, carol: {} }
groups: { beta-testers: { members: [alice, bob] } }
flags:
  payments-v2:
    assignments:
      production: [{ group: beta-testers }]
  new-checkout:
    dependsOn: [payments-v2]
    assignments:
      production: [{ user: carol }]
`,
  good: `environments: { production: {} }
users: { alice: {}, bob: {}, carol: {} }
groups: { beta-testers: { members: [alice, bob] } }
flags:
  payments-v2:
    assignments:
      production: [{ group: beta-testers }, { user: carol }]
  new-checkout:
    dependsOn: [payments-v2]
    assignments:
      production: [{ user: carol }, { user: bob }]
`,
  check(context) {
    const { model, outlooks } = context
    const admissions = new Admissions(context)
    for (const flag of model.flags.values()) {
      if (flag.dependsOn.length === 0 || model.broken.flags.has(flag.key)) continue
      for (const [environment, { assignments }] of flag.assignments) {
        if (assignments.length * flag.dependsOn.length > most) continue
        if (outlooks.of(flag, environment).stop) continue // never-on tells it, or nobody was meant to get it
        for (const dependency of flag.dependsOn) compare(flag, environment, dependency, admissions, context)
      }
    }
  },
}

function compare(
  flag: Flag,
  environment: Environment,
  dependency: Dependency,
  admissions: Admissions,
  context: CheckContext,
): void {
  const { now, report } = context
  const list = dependency.parent.assignments.get(environment)
  const admission = list && admissions.of(dependency, list)
  if (!admission || admission.admitsAll) return
  for (const assignment of flag.assignments.get(environment)?.assignments ?? []) {
    if (!mayAdmit(assignment, now) || servedVariants(assignment).every((name) => name === flag.off)) continue
    const missing = uncovered(assignment, admission, admissions.memberships)
    if (missing.length === 0) continue
    const parent = quote(dependency.parent.key)
    report({
      message: `${missing.join(' and ')} ${quote(flag.key)} in ${quote(environment.key)}, but not its parent ${parent}`,
      where: assignment.place,
      related: [
        { message: `${quote(flag.key)} depends on ${parent}`, where: dependency.place },
        { message: `no assignment of ${parent} in ${quote(environment.key)} admits them`, where: list.place },
      ],
      help: `assign ${parent} to them as well, or take them out here`,
    })
  }
}

/** The parts of an audience that the parent leaves out, as the subjects of a sentence. */
function uncovered(assignment: Assignment, admission: Admission, memberships: Memberships): string[] {
  const users = assignment.users.map(({ thing }) => thing).filter((user) => !admission.admits(user))
  const parts = users.length > 0 ? [`${names(users)} ${users.length > 1 ? 'are' : 'is'} assigned`] : []
  for (const { thing: group } of assignment.groups) {
    const left = memberships.isPartial(group) ? [] : admission.leavesOut(group)
    if (left.length === 0) continue
    const all = left.length === memberships.users(group).size && !memberships.isOpen(group)
    parts.push(
      all
        ? `the group ${quote(group.key)} is assigned`
        : `${names(left)} of the group ${quote(group.key)} ${left.length > 1 ? 'are' : 'is'} assigned`,
    )
  }
  return parts
}

function names(users: readonly User[]): string {
  return enumerate(users.map(({ key }) => key))
}
