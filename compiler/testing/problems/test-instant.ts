import type { Problem } from '../../diagnostics/diagnostic.ts'
import { flags } from './example.ts'

export const testInstant: Problem = {
  code: 'test-instant',
  severity: 'error',
  summary: 'The instant of a flag test is not written in full.',
  why: 'Midnight happens at another moment in every time zone, and some days are on no calendar. Only RFC 3339 with an offset is read.',
  bad: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    environment: production
    user: alice
    at: 2027-01-01
    expect: on
`,
  },
  good: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    environment: production
    user: alice
    at: 2027-01-01T00:00:00Z
    expect: on
`,
  },
}
