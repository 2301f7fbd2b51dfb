import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownField: Problem = {
  code: 'unknown-field',
  severity: 'error',
  summary: 'A field does not exist.',
  why: 'A mistyped field would change nothing, and nobody would notice.',
  bad: `flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabeld: false
`,
  good: `flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: false
`,
}
