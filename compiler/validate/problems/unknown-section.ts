import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownSection: Problem = {
  code: 'unknown-section',
  severity: 'error',
  summary: 'A section does not exist.',
  why: 'What stands in a mistyped section would be ignored.',
  bad: `flag:
  dark-mode: { description: A dark theme, owner: web }
`,
  good: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
`,
}
