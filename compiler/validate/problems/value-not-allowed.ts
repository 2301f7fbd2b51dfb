import type { Problem } from '../../diagnostics/diagnostic.ts'

export const valueNotAllowed: Problem = {
  code: 'value-not-allowed',
  severity: 'error',
  summary: 'A value is not one of those that are possible.',
  why: 'Nothing is guessed: a mistyped word could mean any of them.',
  bad: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    type: bool
`,
  good: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    type: boolean
`,
}
