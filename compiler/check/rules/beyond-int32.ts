import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const beyondInt32: Rule = {
  code: 'beyond-int32',
  severity: 'note',
  summary: 'The value of an integer flag does not fit into 32 bits.',
  why: 'The integers of the OpenFeature clients for Java and .NET have 32 bits: they end at 2147483647. Other clients read the value as it is, so this is only a note.',
  bad: `environments: { production: {} }
flags:
  upload-limit:
    type: integer
    variants: { small: 1000000, large: 5000000000 }
    off: small
`,
  good: `environments: { production: {} }
flags:
  upload-limit:
    type: integer
    variants: { small: 1000000, large: 2000000000 }
    off: small
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      if (flag.type !== 'integer') continue
      for (const { name, json } of flag.variants) {
        const value = Number(json)
        if (value >= -(2 ** 31) && value < 2 ** 31) continue
        report({
          message: `the variant ${quote(name)} of ${quote(flag.key)} does not fit into 32 bits`,
          where: flag.declared.at('variants', name),
          help: 'use a smaller number, or `type: float`, if Java or .NET clients ask for it',
        })
      }
    }
  },
}
