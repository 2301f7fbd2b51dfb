import type { Problem } from '../../diagnostics/diagnostic.ts'

export const noAudience: Problem = {
  code: 'no-audience',
  severity: 'error',
  summary: 'An assignment names nobody.',
  why: 'An assignment without an audience could mean nobody or everybody. Everybody is said in words: `everyone: true`.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - reason: we want this
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
          reason: we want this
`,
}
