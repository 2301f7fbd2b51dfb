import type { Problem } from '../../diagnostics/diagnostic.ts'

export const badSemver: Problem = {
  code: 'bad-semver',
  severity: 'error',
  summary: 'A version is not written as SemVer 2.0.0 writes versions.',
  why: 'Versions are compared number by number: 2.10.0 comes after 2.9.0. A text that is not a version has no place in that order, and the condition would be false for everyone.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { appVersion: { semverGreaterThanOrEquals: '2.3' } }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { appVersion: { semverGreaterThanOrEquals: 2.3.0 } }
`,
}
