import type { Problem } from '../../diagnostics/diagnostic.ts'

export const malformedKey: Problem = {
  code: 'malformed-key',
  severity: 'error',
  summary: 'A key is not written as keys are.',
  why: 'Keys become parts of URLs, identifiers and file names, so they are words of letters and digits with dashes, dots or underscores. The key of an environment is in lower case.',
  bad: `environments: { production: {} }
flags:
  Dark Mode: { description: A dark theme, owner: web }
`,
  good: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
`,
}
