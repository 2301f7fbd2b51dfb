import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownOperator: Problem = {
  code: 'unknown-operator',
  severity: 'error',
  summary: 'An operator does not exist.',
  why: 'A condition with an operator that nobody knows could only be guessed, and would admit the wrong people.',
  bad: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    assignments:
      production:
        - when: { appVersion: { semverGreaterThn: 2.3.0 } }
`,
  good: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    assignments:
      production:
        - when: { appVersion: { semverGreaterThan: 2.3.0 } }
`,
}
