import type { Problem } from '../../diagnostics/diagnostic.ts'

export const variantType: Problem = {
  code: 'variant-type',
  severity: 'error',
  summary: 'The value of a variant does not fit the type of its flag.',
  why: 'Applications ask for a value of one type and get an error for any other. Whole numbers may stand for floats; an integer has to be a whole number between -9007199254740991 and 9007199254740991.',
  bad: `environments: { staging: {}, production: {} }
flags:
  page-size:
    type: integer
    variants: { few: 10, many: fifty }
    off: few
`,
  good: `environments: { staging: {}, production: {} }
flags:
  page-size:
    type: integer
    variants: { few: 10, many: 50 }
    off: few
`,
}
