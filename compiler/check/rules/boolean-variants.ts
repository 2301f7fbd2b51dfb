import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const booleanVariants: Rule = {
  code: 'boolean-variants',
  severity: 'warning',
  summary: 'Two variants of a boolean flag have the same value.',
  why: 'An application that asks for a boolean cannot tell the two apart. Either one is a slip, or the flag wants to be of type string.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    variants: { on: true, beta: true, off: false }
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    type: string
    variants: { on: everywhere, beta: announced, off: hidden }
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      if (flag.type !== 'boolean' || !flag.declared.value.variants) continue
      const first = new Map<string, string>()
      for (const { name, json } of flag.variants) {
        const earlier = first.get(json)
        if (earlier === undefined) first.set(json, name)
        else
          report({
            message: `the variants ${quote(earlier)} and ${quote(name)} of ${quote(flag.key)} are both \`${json}\``,
            where: flag.declared.at('variants', name),
            related: [{ message: `${quote(earlier)} is the same`, where: flag.declared.at('variants', earlier) }],
            help: 'keep one of the two, or make the flag `type: string`',
          })
      }
    }
  },
}
