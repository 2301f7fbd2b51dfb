import type { Problem } from '../../diagnostics/diagnostic.ts'

export const attributeForm: Problem = {
  code: 'attribute-form',
  severity: 'warning',
  summary: 'An attribute that is declared as plain text is read as a version, an instant or an IP address.',
  why: 'The condition works for texts of that form, and is false for every other. Declared as `semver`, `instant` or `ip`, the attribute tells readers what is sent, and a value that is none of those is found before it ships.',
  bad: `environments: { staging: {}, production: {} }
attributes:
  appVersion: { type: string }
flags:
  new-checkout:
    assignments:
      production:
        - when: { appVersion: { semverGreaterThan: 2.0.0 } }
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
