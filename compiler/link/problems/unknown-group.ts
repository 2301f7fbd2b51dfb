import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownGroup: Problem = {
  code: 'unknown-group',
  severity: 'error',
  summary: 'A group is named that nobody declared.',
  why: 'A mistyped group would silently get nothing.',
  bad: `environments: { staging: {}, production: {} }
users: { alice: {} }
groups: { beta-testers: { members: [alice] } }
flags:
  new-checkout:
    assignments:
      production:
        - group: beta-tester
        - group: beta-testers
`,
  good: `environments: { staging: {}, production: {} }
users: { alice: {} }
groups: { beta-testers: { members: [alice] } }
flags:
  new-checkout:
    assignments:
      production:
        - group: beta-testers
`,
}
