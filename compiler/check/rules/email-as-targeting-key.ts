import { counted, quote } from '../../diagnostics/prose.ts'
import type { AttributeTest } from '../../model/condition.ts'
import { isEmail } from '../../model/personal.ts'
import { whose } from '../everything.ts'
import type { Rule } from '../rule.ts'

/** Others shown beside the first. */
const most = 5

export const emailAsTargetingKey: Rule = {
  code: 'email-as-targeting-key',
  severity: 'warning',
  summary: 'Somebody is named by an e-mail address.',
  why: 'Targeting keys go into the repository, its history, the database, the audit log and every snapshot, where an address can hardly be deleted again. People change addresses too, and then get other variants. Use the identifier that your own system has for them; to target by address or its domain, ask for an attribute.',
  bad: `environments: { production: {} }
users: { alice@example.com: {} }
flags:
  new-checkout:
    assignments:
      production: [{ user: alice@example.com }]
`,
  good: `environments: { production: {} }
users: { u-101: { name: Alice } }
flags:
  new-checkout:
    assignments:
      production: [{ user: u-101 }, { when: { email: { endsWith: '@example.com' } } }]
`,
  check({ model, everything, report }) {
    const found = [...model.users.values()].filter(({ key }) => isEmail(key))
    const [first, ...others] = found
    if (first)
      report({
        message: `the user ${quote(first.key)} is named by an e-mail address${others.length > 0 ? `, and so ${others.length === 1 ? 'is' : 'are'} ${counted(others.length, 'other user')}` : ''}`,
        where: first.declared.keyAt(),
        related: others
          .slice(0, most)
          .map(({ declared }) => ({ message: 'named so as well', where: declared.keyAt() })),
        help: 'name them by an identifier that says nothing about them',
      })
    for (const { test, asked } of everything.tests) {
      const email = test.attribute === 'targetingKey' ? emailIn(test) : undefined
      if (email === undefined) continue
      report({
        message: `this condition of ${whose(asked)} asks for the e-mail address ${quote(email)} as targeting key`,
        where: test.place,
        help: 'send addresses as an attribute of their own, such as `email`, and ask for that one',
      })
    }
  },
}

function emailIn({ test }: AttributeTest): string | undefined {
  const operands: readonly unknown[] = Object.values(test).flat()
  return operands.find((operand) => typeof operand === 'string' && isEmail(operand)) as string | undefined
}
