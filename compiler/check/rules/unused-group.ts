import { quote } from '../../diagnostics/prose.ts'
import type { Group, Model } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

export const unusedGroup: Rule = {
  code: 'unused-group',
  severity: 'warning',
  summary: 'No assignment names this group.',
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
  check({ model, report }) {
    // Something that could not be read may be what uses the group.
    if (model.broken.anyName || model.broken.flags.size > 0) return
    const used = usedGroups(model)
    for (const group of model.groups.values()) {
      if (used.has(group)) continue
      report({
        message: `no assignment names the group ${quote(group.key)}`,
        where: group.declared.keyAt(),
        help: 'assign it, or remove it',
      })
    }
  },
}

function usedGroups(model: Model): Set<Group> {
  const used = new Set<Group>()
  for (const flag of model.flags.values())
    for (const { assignments } of flag.assignments.values())
      for (const { groups } of assignments) for (const { thing } of groups) used.add(thing)
  return used
}
