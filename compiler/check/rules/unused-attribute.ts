import { quote } from '../../diagnostics/prose.ts'
import type { Model } from '../../model/model.ts'
import type { Everything } from '../everything.ts'
import type { Rule } from '../rule.ts'

export const unusedAttribute: Rule = {
  code: 'unused-attribute',
  severity: 'warning',
  summary: 'Nothing asks for this attribute.',
  why: 'No condition tests it and no rollout goes by it, so applications send it for nothing; or the condition that was to use it is missing.',
  bad: `attributes:
  country: { type: string }
`,
  good: `environments: { production: {} }
attributes:
  country: { type: string }
flags:
  new-checkout:
    assignments:
      production: [{ when: { country: NL } }]
`,
  check({ model, everything, report }) {
    // Something that could not be read may be what uses the attribute.
    if (model.attributes.size === 0 || isPartial(model)) return
    const used = usedPaths(model, everything)
    for (const attribute of model.attributes.values()) {
      if (attribute.key === 'targetingKey' || used.has(attribute.key)) continue
      report({
        message: `no condition and no rollout asks for the attribute ${quote(attribute.key)}`,
        where: attribute.declared.keyAt(),
        help: 'use it, or remove it',
      })
    }
  },
}

function isPartial({ broken }: Model): boolean {
  return broken.anyName || broken.flags.size > 0 || broken.groups.size > 0
}

/** The paths asked for, all that leads to them, and all declared inside an object that is asked for as a whole. */
function usedPaths(model: Model, everything: Everything): Set<string> {
  const asked = new Set<string>()
  for (const { test } of everything.tests) asked.add(test.attribute)
  for (const { bucketBy } of model.flags.values()) if (bucketBy !== undefined) asked.add(bucketBy)
  for (const { assignment } of [...everything.rollouts, ...everything.weighted])
    if (assignment.bucketBy !== undefined) asked.add(assignment.bucketBy)
  const used = new Set([...asked].flatMap(waysTo))
  for (const path of model.attributes.keys()) if (waysTo(path).some((way) => asked.has(way))) used.add(path)
  return used
}

/** `a`, `a.b` and `a.b.c` of `a.b.c`. */
function waysTo(path: string): string[] {
  const parts = path.split('.')
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'))
}
