import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownFlag: Problem = {
  code: 'unknown-flag',
  severity: 'error',
  summary: 'A flag is named that nobody declared.',
  why: 'A dependency on a flag that does not exist could never hold, and assignments of one would turn nothing on.',
  bad: `environments: { staging: {}, production: {} }
flags:
  payments-v2: {}
  new-checkout:
    dependsOn: [payment-v2]
`,
  good: `environments: { staging: {}, production: {} }
flags:
  payments-v2: {}
  new-checkout:
    dependsOn: [payments-v2]
`,
}
