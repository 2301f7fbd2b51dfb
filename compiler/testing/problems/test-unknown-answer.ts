import type { Problem } from '../../diagnostics/diagnostic.ts'
import { flags } from './example.ts'

export const testUnknownAnswer: Problem = {
  code: 'test-unknown-answer',
  severity: 'error',
  summary: 'A flag test expects an answer that the flag can never give.',
  why: 'The variant, the value or the parent is not one of the flag, so the test could only fail.',
  bad: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    environment: production
    user: alice
    at: 2027-01-01T00:00:00Z
    expect: fast
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
