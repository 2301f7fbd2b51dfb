import type { Problem } from '../../diagnostics/diagnostic.ts'

export const attributeValue: Problem = {
  code: 'attribute-value',
  severity: 'error',
  summary: 'A value is expected of an attribute that it never has.',
  why: 'An attribute with an `enum` has no other values, so the condition would be false for everyone. Upper and lower case count.',
  bad: `environments: { staging: {}, production: {} }
attributes:
  country: { type: string, enum: [NL, DE, FR] }
flags:
  new-checkout:
    assignments:
      production:
        - when: { country: nl }
`,
  good: `environments: { staging: {}, production: {} }
attributes:
  country: { type: string, enum: [NL, DE, FR] }
flags:
  new-checkout:
    assignments:
      production:
        - when: { country: NL }
`,
}
