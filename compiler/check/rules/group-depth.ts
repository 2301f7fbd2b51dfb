import { quote } from '../../diagnostics/prose.ts'
import type { Group } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

/** What the edge takes: each level is a call inside a call there. */
const deepest = 64

const nested = (levels: number): string =>
  [
    'users: { alice: {} }',
    'groups:',
    '  level-1: { members: [alice] }',
    ...Array.from({ length: levels - 1 }, (_, index) => `  level-${index + 2}: { groups: [level-${index + 1}] }`),
    '',
  ].join('\n')

export const groupDepth: Rule = {
  code: 'group-depth',
  severity: 'error',
  summary: `Groups are nested more than ${deepest} deep.`,
  why: 'Whether somebody is in the outermost asks all of them, one inside the other. Groups in conditions count as well as those under `groups`.',
  bad: nested(deepest + 1),
  good: nested(deepest),
  check({ groups, report }) {
    const depths = new Map<Group, number>()
    for (const part of groups.parts)
      for (const group of part) {
        const inside = part.length > 1 ? [] : groups.named(group).map(({ thing }) => depths.get(thing) ?? 0)
        // One by one, since a group may name very many.
        const depth = 1 + inside.reduce((most, one) => Math.max(most, one), 0)
        depths.set(group, depth)
        if (depth !== deepest + 1) continue
        report({
          message: `the group ${quote(group.key)} has ${deepest} groups inside each other within it`,
          where: group.declared.keyAt(),
          help: 'name the groups that matter directly',
        })
      }
  },
}
