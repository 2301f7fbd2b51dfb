import { quote } from '../../diagnostics/prose.ts'
import type { Flag } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

export const collidingKeys: Rule = {
  code: 'colliding-keys',
  severity: 'warning',
  summary: 'Two flag keys become the same identifier in code.',
  why: 'Generators of typed clients turn keys into identifiers: `new-checkout`, `new_checkout` and `new.checkout` all become `newCheckout`. The code they write for both would not compile, or would read the wrong flag.',
  bad: `environments: { production: {} }
flags:
  new-checkout: {}
  new_checkout: {}
`,
  good: `environments: { production: {} }
flags:
  new-checkout: {}
  newer-checkout: {}
`,
  check({ model, report }) {
    const first = new Map<string, Flag>()
    for (const flag of model.flags.values()) {
      const identifier = identifierOf(flag.key)
      const earlier = first.get(identifier)
      if (!earlier) first.set(identifier, flag)
      else
        report({
          message: `${quote(flag.key)} and ${quote(earlier.key)} both become \`${identifier}\` in code`,
          where: flag.declared.keyAt(),
          related: [{ message: `${quote(earlier.key)} is declared here`, where: earlier.declared.keyAt() }],
          help: 'rename one of the two',
        })
    }
  },
}

/** As in most languages; those that begin their words with a capital, or join them with underscores, collide when these do. */
function identifierOf(key: string): string {
  const joined = key.replaceAll(/[._-]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return `${joined[0]?.toLowerCase()}${joined.slice(1)}`
}
