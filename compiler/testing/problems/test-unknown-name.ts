import type { Problem } from '../../diagnostics/diagnostic.ts'
import { flags } from './example.ts'

export const testUnknownName: Problem = {
  code: 'test-unknown-name',
  severity: 'error',
  summary: 'A flag test names a flag or an environment that there is not.',
  why: 'The test would ask nothing, and nobody would notice that it no longer guards anything.',
  bad: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: baner
    environment: production
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
