import type { Problem } from '../../diagnostics/diagnostic.ts'

export const severalDocuments: Problem = {
  code: 'several-documents',
  severity: 'error',
  summary: 'A file holds more than one YAML document.',
  why: 'Most tools read the first document and drop the others without a word.',
  bad: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
---
flags:
  dense-tables: { description: More rows, owner: web }
`,
  good: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
  dense-tables: { description: More rows, owner: web }
`,
}
