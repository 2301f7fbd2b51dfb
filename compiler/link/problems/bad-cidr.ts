import type { Problem } from '../../diagnostics/diagnostic.ts'

export const badCidr: Problem = {
  code: 'bad-cidr',
  severity: 'error',
  summary: 'A range of IP addresses is not written in CIDR notation.',
  why: 'A range is an address and how many of its bits count. Anything else would hold nobody.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { ip: { inCidr: 10.0.0.0/255.0.0.0 } }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { ip: { inCidr: 10.0.0.0/8 } }
`,
}
