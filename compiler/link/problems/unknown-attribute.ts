import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownAttribute: Problem = {
  code: 'unknown-attribute',
  severity: 'error',
  summary: 'An attribute is named that nobody declared, while others are.',
  why: 'An attribute that no application sends makes its condition false for everyone. Once attributes are declared, a name that is not among them is taken for a typing mistake. `targetingKey` is always known, and so is everything inside a declared object.',
  bad: `environments: { staging: {}, production: {} }
attributes:
  country: { type: string }
flags:
  new-checkout:
    assignments:
      production:
        - when: { contry: NL }
`,
  good: `environments: { staging: {}, production: {} }
attributes:
  country: { type: string }
flags:
  new-checkout:
    assignments:
      production:
        - when: { country: NL }
`,
}
