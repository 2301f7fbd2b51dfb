import type { Problem } from '../../diagnostics/diagnostic.ts'
import { flags } from './example.ts'

export const testDoubtfulContext: Problem = {
  code: 'test-doubtful-context',
  severity: 'warning',
  summary: 'A flag test is about a user or an attribute that is nearly one of those declared.',
  why: 'A test of a mistyped user is a test of a stranger, and most flags answer strangers something, so it may pass without guarding anything.',
  bad: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    environment: production
    user: alcie
    at: 2027-01-01T00:00:00Z
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
