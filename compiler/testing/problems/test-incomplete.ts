import type { Problem } from '../../diagnostics/diagnostic.ts'
import { flags } from './example.ts'

export const testIncomplete: Problem = {
  code: 'test-incomplete',
  severity: 'error',
  summary: 'A flag test does not say what it asks or what it expects.',
  why: 'A case needs a flag, an environment and an expectation; each may stand in the test, in a line of its table, or in the defaults of the file.',
  bad: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    user: alice
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
