import type { Problem } from '../../diagnostics/diagnostic.ts'

export const badSchema: Problem = {
  code: 'bad-schema',
  severity: 'error',
  summary: 'The schema of a flag is not a JSON Schema.',
  why: 'A schema with a mistake would let everything through, or nothing. It is read as draft 2020-12, or as draft-07 when `$schema` says so; it may lead to its own parts only, its patterns are RE2, and `format` is taken for a remark.',
  bad: `environments: { staging: {}, production: {} }
flags:
  layout:
    type: object
    schema:
      properties: { columns: { type: int } }
    variants: { small: { columns: 1 }, large: { columns: 3 } }
    off: small
`,
  good: `environments: { staging: {}, production: {} }
flags:
  layout:
    type: object
    schema:
      properties: { columns: { type: integer } }
    variants: { small: { columns: 1 }, large: { columns: 3 } }
    off: small
`,
}
