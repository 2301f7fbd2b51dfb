import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownUser: Problem = {
  code: 'unknown-user',
  severity: 'error',
  summary: 'An assignment names a user that nobody declared.',
  why: 'A mistyped user would silently not get the flag. Users are declared under `users:`; their key is the targeting key that applications send.',
  bad: `environments: { staging: {}, production: {} }
users: { alice: {} }
flags:
  new-checkout:
    assignments:
      production:
        - user: alcie
`,
  good: `environments: { staging: {}, production: {} }
users: { alice: {} }
flags:
  new-checkout:
    assignments:
      production:
        - user: alice
`,
}
