import type { Problem } from '../../diagnostics/diagnostic.ts'

export const malformedKey: Problem = {
  code: 'malformed-key',
  severity: 'error',
  summary: 'A key is not written as keys are.',
  why: 'Keys become parts of URLs, identifiers and file names, so they are lower-case words with dashes, dots or underscores.',
  bad: `environments: { production: {} }
flags:
  DarkMode: { description: A dark theme, owner: web }
`,
  good: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
`,
}
