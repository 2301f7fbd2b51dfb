import type { Problem } from '../../diagnostics/diagnostic.ts'

export const ambiguousNumber: Problem = {
  code: 'ambiguous-number',
  severity: 'warning',
  summary: 'A variant or a condition holds a number in a spelling that people read in different ways.',
  why: '`012` is twelve in YAML 1.2 and ten in YAML 1.1; a version like `1e3` becomes a thousand.',
  bad: `environments: { production: {} }
flags:
  page-size:
    description: Rows on a page
    owner: web
    type: integer
    variants: { small: 012, large: 50 }
    off: small
`,
  good: `environments: { production: {} }
flags:
  page-size:
    description: Rows on a page
    owner: web
    type: integer
    variants: { small: 12, large: 50 }
    off: small
`,
}
