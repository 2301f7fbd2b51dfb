import type { Problem } from '../../diagnostics/diagnostic.ts'

export const duplicateDeclaration: Problem = {
  code: 'duplicate-declaration',
  severity: 'error',
  summary: 'Two things of one kind have the same key.',
  why: 'Keys are how flags, groups, users and environments are named everywhere: in assignments, in the database and by applications. With two declarations nobody could say which one is meant.',
  bad: {
    'flags/checkout.yaml': `environments: { production: {} }
flags:
  new-checkout:
    description: One-page checkout
`,
    'flags/payments.yaml': `flags:
  new-checkout:
    description: The other checkout
`,
  },
  good: {
    'flags/checkout.yaml': `environments: { production: {} }
flags:
  new-checkout:
    description: One-page checkout
`,
    'flags/payments.yaml': `flags:
  express-checkout:
    description: The other checkout
`,
  },
}
