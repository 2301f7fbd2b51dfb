import type { Problem } from '../../diagnostics/diagnostic.ts'

export const attributeType: Problem = {
  code: 'attribute-type',
  severity: 'error',
  summary:
    'An attribute is asked what an attribute of its type can never answer, or a value of another type is expected of it.',
  why: 'Comparisons are strict: a number is never equal to a text, and text has no “greater than”. Such a condition is false for everyone, so it can only be a mistake. The same goes for an attribute that rollouts are to go by and that is no text and no number.',
  bad: `environments: { staging: {}, production: {} }
attributes:
  appVersion: { type: semver }
flags:
  new-checkout:
    assignments:
      production:
        - when: { appVersion: { greaterThan: 2 } }
`,
  good: `environments: { staging: {}, production: {} }
attributes:
  appVersion: { type: semver }
flags:
  new-checkout:
    assignments:
      production:
        - when: { appVersion: { semverGreaterThan: 2.0.0 } }
`,
}
