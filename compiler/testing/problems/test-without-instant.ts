import type { Problem } from '../../diagnostics/diagnostic.ts'
import { flags } from './example.ts'

export const testWithoutInstant: Problem = {
  code: 'test-without-instant',
  severity: 'error',
  summary: 'A flag test does not say when, and the answer changes with time.',
  why: 'A test that asks at the moment it runs passes today and fails on the day a flag expires. What passed once must pass for good.',
  bad: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    environment: production
    user: alice
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
