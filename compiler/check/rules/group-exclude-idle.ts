import { quote } from '../../diagnostics/prose.ts'
import type { Group, Member } from '../../model/model.ts'
import { Memberships } from '../memberships.ts'
import type { Rule } from '../rule.ts'

export const groupExcludeIdle: Rule = {
  code: 'group-exclude-idle',
  severity: 'warning',
  summary: 'A group excludes somebody whom nothing would let in, or lists somebody it excludes.',
  why: 'Excluding comes before everything else: a member who is excluded as well is not in the group. Excluding somebody who is no member, is in none of its groups, and whom no condition could let in, does nothing; often another user was meant.',
  bad: `users: { alice: {}, bob: {}, carol: {} }
groups:
  beta-testers: { members: [alice, bob], exclude: [carol] }
`,
  good: `users: { alice: {}, bob: {}, carol: {} }
groups:
  beta-testers: { members: [alice, bob], when: { plan: enterprise }, exclude: [carol] }
`,
  check({ model, groups, report }) {
    const excluding = [...model.groups.values()].filter(({ exclude }) => exclude.length > 0)
    if (excluding.length === 0) return
    const memberships = new Memberships(model, groups)
    for (const group of excluding) {
      const members = new Map(group.members.map((member) => [member.user, member]))
      for (const excluded of group.exclude) {
        const member = members.get(excluded.user)
        if (member) report(both(group, member, excluded))
        else if (!mayLetIn(group, excluded, memberships))
          report({
            message: `${quote(excluded.user.key)} is excluded from the group ${quote(group.key)}, but nothing would let them in`,
            where: excluded.place,
            help: 'remove the name, or put the one that was meant in its place',
          })
      }
    }
  },
}

function both(group: Group, member: Member, excluded: Member) {
  return {
    message: `${quote(member.user.key)} is a member of the group ${quote(group.key)} and excluded from it, so not in it`,
    where: excluded.place,
    related: [{ message: 'a member here', where: member.place }],
    help: 'keep one of the two',
  }
}

function mayLetIn(group: Group, { user }: Member, memberships: Memberships): boolean {
  if (group.when || memberships.isPartial(group)) return true
  return group.groups.some(({ thing }) => memberships.mayHold(thing, user))
}
