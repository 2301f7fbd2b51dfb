import type { Problem } from '../../diagnostics/diagnostic.ts'

export const schemaWithoutObject: Problem = {
  code: 'schema-without-object',
  severity: 'error',
  summary: 'A flag has a schema, but its values are no objects.',
  why: 'A schema says what the parts of a value must be. Texts, numbers and booleans have none: the type of the flag says all.',
  bad: `environments: { staging: {}, production: {} }
flags:
  layout:
    type: integer
    schema:
      { minimum: 1 }
    variants: { small: 1, large: 3 }
    off: small
`,
  good: `environments: { staging: {}, production: {} }
flags:
  layout:
    type: object
    schema:
      properties: { columns: { minimum: 1 } }
    variants: { small: { columns: 1 }, large: { columns: 3 } }
    off: small
`,
}
