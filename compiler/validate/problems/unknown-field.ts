import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownField: Problem = {
  code: 'unknown-field',
  severity: 'error',
  summary: 'A field does not exist.',
  why: 'A mistyped field would change nothing, and nobody would notice.',
  bad: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabeld: false
`,
  good: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: false
`,
}
