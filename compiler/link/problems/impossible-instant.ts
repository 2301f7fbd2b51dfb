import type { Problem } from '../../diagnostics/diagnostic.ts'

export const impossibleInstant: Problem = {
  code: 'impossible-instant',
  severity: 'error',
  summary: 'An instant is on no calendar, or is not an instant at all.',
  why: 'Programs disagree about the 30th of February: some make it the 2nd of March, others refuse it. Only RFC 3339 is read, with days and times that exist.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    expires: 2027-02-30T00:00:00Z
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    expires: 2027-02-28T00:00:00Z
`,
}
