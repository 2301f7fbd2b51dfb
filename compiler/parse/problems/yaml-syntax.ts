import type { Problem } from '../../diagnostics/diagnostic.ts'

export const yamlSyntax: Problem = {
  code: 'yaml-syntax',
  severity: 'error',
  summary: 'A file is not YAML.',
  why: 'Nothing in the file can be read until this is repaired.',
  bad: `flags:
  dark-mode: { description: A dark theme, owner: web
`,
  good: `flags:
  dark-mode: { description: A dark theme, owner: web }
`,
}
