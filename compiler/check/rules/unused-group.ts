import { quote } from '../../diagnostics/prose.ts'
import type { Group, Model, Named } from '../../model/model.ts'
import type { Everything } from '../everything.ts'
import type { GroupGraph } from '../group-graph.ts'
import type { Rule } from '../rule.ts'

export const unusedGroup: Rule = {
  code: 'unused-group',
  severity: 'warning',
  summary: 'Nothing names this group.',
  why: 'A group nobody uses is kept up to date for nothing, or its assignment was forgotten.',
  bad: `users: { alice: {} }
groups:
  beta-testers: { members: [alice] }
`,
  good: `environments: { production: {} }
users: { alice: {} }
groups:
  beta-testers: { members: [alice] }
flags:
  new-checkout:
    assignments:
      production: [{ group: beta-testers }]
`,
  check({ model, groups, everything, report }) {
    // Something that could not be read may be what uses the group.
    const { anyName, flags, groups: others } = model.broken
    if (anyName || flags.size > 0 || others.size > 0) return
    const used = usedGroups(model, groups, everything)
    for (const group of model.groups.values()) {
      if (used.has(group)) continue
      report({
        message: `no assignment, no group and no condition names the group ${quote(group.key)}`,
        where: group.declared.keyAt(),
        help: 'assign it, or remove it',
      })
    }
  },
}

function usedGroups(model: Model, groups: GroupGraph, everything: Everything): Set<Group> {
  const used = new Set(everything.groups)
  const use = (named: readonly Named<Group>[]): void => named.forEach(({ thing }) => used.add(thing))
  for (const flag of model.flags.values())
    for (const { assignments } of flag.assignments.values()) for (const one of assignments) use(one.groups)
  for (const group of model.groups.values()) use(groups.named(group))
  return used
}
