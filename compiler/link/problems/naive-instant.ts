import type { Problem } from '../../diagnostics/diagnostic.ts'

export const naiveInstant: Problem = {
  code: 'naive-instant',
  severity: 'error',
  summary: 'An instant is written without its offset from UTC, or not in full.',
  why: 'Midnight happens at another moment in every time zone. Without an offset a flag would start or end at a different time on each machine that reads it.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    expires: 2027-03-31
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    expires: 2027-03-31T00:00:00Z
`,
}
