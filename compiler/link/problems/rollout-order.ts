import type { Problem } from '../../diagnostics/diagnostic.ts'

export const rolloutOrder: Problem = {
  code: 'rollout-order',
  severity: 'error',
  summary: 'The steps of a rollout are not in the order of time, or its ramp does not end after it starts.',
  why: 'A rollout is read from top to bottom as it happens. A step out of order is mostly a wrong month or year, and would change who is in at another moment than the one that is meant.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
          rollout:
            - { at: 2026-12-01T09:00:00Z, percent: 10 }
            - { at: 2026-01-08T09:00:00Z, percent: 50 }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
          rollout:
            - { at: 2026-12-01T09:00:00Z, percent: 10 }
            - { at: 2027-01-08T09:00:00Z, percent: 50 }
`,
}
