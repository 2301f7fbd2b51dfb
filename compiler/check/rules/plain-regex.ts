import { quote } from '../../diagnostics/prose.ts'
import { shorten } from '../../source/shorten.ts'
import { operandPlace, whose } from '../everything.ts'
import { type Plainer, plainer } from '../regex/plainer.ts'
import type { Rule } from '../rule.ts'

export const plainRegex: Rule = {
  code: 'plain-regex',
  severity: 'note',
  summary: 'A regular expression asks no more than a plainer operator does.',
  why: '`startsWith`, `endsWith`, `contains`, `equals` and lists are read at a glance, are compared by the other checks, and cannot go wrong over a dot that was not escaped.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ when: { email: { matches: '@example\\.com$' } } }]
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ when: { email: { endsWith: '@example.com' } } }]
`,
  check({ everything, report }) {
    for (const { test, asked } of everything.tests) {
      if (!test.test.matches) continue
      const found = plainer(test.test.matches)
      if (!found || test.test[found.operator] !== undefined || (found.ignoreCase && !mayIgnoreCase(test.test))) continue
      report({
        message: `the regular expression for ${quote(test.attribute)} in this condition of ${whose(asked)} is plain text: ${quote(found.operator)} asks the same`,
        where: operandPlace(test, 'matches'),
        help: `write \`${spelled(found)}\``,
      })
    }
  },
}

/** It is for the whole map, so that no other operator may stand there. */
function mayIgnoreCase(test: object): boolean {
  return Object.keys(test).length === 1
}

function spelled({ operator, texts, ignoreCase }: Plainer): string {
  const [first = '', ...more] = texts
  const operand =
    more.length === 0 ? JSON.stringify(first) : `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`
  return `${operator}: ${shorten(operand, 200)}${ignoreCase ? ', ignoreCase: true' : ''}`
}
