import type { Problem } from '../../diagnostics/diagnostic.ts'

export const variantSchema: Problem = {
  code: 'variant-schema',
  severity: 'error',
  summary: 'A variant does not meet the schema of its flag.',
  why: 'Applications rely on the shape that the schema promises. A variant without it would break them when it is served, and not before.',
  bad: `environments: { staging: {}, production: {} }
flags:
  layout:
    type: object
    schema:
      { required: [columns], properties: { columns: { type: integer } } }
    variants: { small: { columns: 1 }, large: { colums: 3 } }
    off: small
`,
  good: `environments: { staging: {}, production: {} }
flags:
  layout:
    type: object
    schema:
      { required: [columns], properties: { columns: { type: integer } } }
    variants: { small: { columns: 1 }, large: { columns: 3 } }
    off: small
`,
}
