import type { Problem } from '../../diagnostics/diagnostic.ts'

export const numberOutOfRange: Problem = {
  code: 'number-out-of-range',
  severity: 'error',
  summary: 'A number cannot be stored exactly.',
  why: 'Whole numbers above 9007199254740991 are rounded, and infinity and not-a-number have no JSON.',
  bad: `environments: { production: {} }
flags:
  page-size:
    description: Rows on a page
    owner: web
    type: float
    variants: { small: 10, large: 1e400 }
    off: small
`,
  good: `environments: { production: {} }
flags:
  page-size:
    description: Rows on a page
    owner: web
    type: float
    variants: { small: 10, large: 50 }
    off: small
`,
}
