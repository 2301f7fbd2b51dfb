import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownEnvironment: Problem = {
  code: 'unknown-environment',
  severity: 'error',
  summary: 'An environment is named that nobody declared.',
  why: 'A list for an environment that does not exist would never be used, and the flag would stay off where it was meant to be on.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      prodution: everyone
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production: everyone
`,
}
