import type { Problem } from '../../diagnostics/diagnostic.ts'
import { flags } from './example.ts'

const days = Array.from({ length: 20 }, (_, day) => `2027-01-${String(day + 1).padStart(2, '0')}T00:00:00Z`).join(', ')
const twenty = Array.from({ length: 20 }, (_, index) => index).join(', ')

export const testTooManyCases: Problem = {
  code: 'test-too-many-cases',
  severity: 'error',
  summary: 'The tables and matrices of the flag tests have more than 100,000 cases.',
  why: 'A matrix multiplies: four lists of twenty values are 160,000 cases, and no run of them would end while somebody waits.',
  bad: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    environment: production
    user: alice
    expect: on
    matrix:
      at: [${days}]
      context: { a: [${twenty}], b: [${twenty}], c: [${twenty}] }
`,
  },
  good: {
    'flags/web.yaml': flags,
    'flags/web.test.yaml': `tests:
  - name: Alice sees the banner
    flag: banner
    environment: production
    user: alice
    expect: on
    matrix:
      at: [2027-01-01T00:00:00Z, 2027-02-01T00:00:00Z]
`,
  },
}
