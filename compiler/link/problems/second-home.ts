import type { Problem } from '../../diagnostics/diagnostic.ts'

export const secondHome: Problem = {
  code: 'second-home',
  severity: 'error',
  summary: 'The assignments of a flag in an environment are written in two places.',
  why: 'The order of a list decides who gets what. Two lists have no order between them, so one flag has one list for an environment: inside the flag, or in an `assignments:` section that its own reviewers guard.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production: everyone
assignments:
  production:
    new-checkout: everyone
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      staging: everyone
assignments:
  production:
    new-checkout: everyone
`,
}
