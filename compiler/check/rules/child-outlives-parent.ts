import { quote } from '../../diagnostics/prose.ts'
import type { Dependency, Flag } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

export const childOutlivesParent: Rule = {
  code: 'child-outlives-parent',
  severity: 'warning',
  summary: 'A flag depends on one that expires earlier.',
  why: 'When the parent expires, the child goes off with it, though nothing in the child says so. Parents that expired already are told by never-on.',
  bad: `environments: { production: {} }
flags:
  payments-v2: { expires: 2027-03-31T00:00:00Z }
  new-checkout: { dependsOn: [payments-v2] }
`,
  good: `environments: { production: {} }
flags:
  payments-v2: {}
  new-checkout: { dependsOn: [payments-v2], expires: 2027-03-31T00:00:00Z }
`,
  check({ model, now, report }) {
    for (const flag of model.flags.values()) {
      if (!flag.enabled || model.broken.flags.has(flag.key)) continue
      for (const dependency of flag.dependsOn) {
        const { parent, place } = dependency
        if (!outlives(flag, dependency, now) || model.broken.flags.has(parent.key)) continue
        report({
          message: `${quote(flag.key)} goes off when its parent ${quote(parent.key)} expires, but ${flag.expires === undefined ? 'does not expire itself' : 'expires later itself'}`,
          where: place,
          related: [{ message: `${quote(parent.key)} expires here`, where: parent.declared.at('expires') }],
          help: 'let the parent live as long as the child, or let the child expire with it',
        })
      }
    }
  },
}

/** A dependency that accepts the parent's off variant still holds when the parent has expired. */
function outlives(child: Flag, { parent, variants }: Dependency, now: number): boolean {
  if (parent.expires === undefined || parent.expires <= now || variants?.includes(parent.off)) return false
  return child.expires === undefined || child.expires > parent.expires
}
