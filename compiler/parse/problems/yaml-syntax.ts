import type { Problem } from '../../diagnostics/diagnostic.ts'

export const yamlSyntax: Problem = {
  code: 'yaml-syntax',
  severity: 'error',
  summary: 'A file is not YAML.',
  why: 'Nothing in the file can be read until this is repaired.',
  bad: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web
`,
  good: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
`,
}
