import type { Problem } from '../../diagnostics/diagnostic.ts'

export const directive: Problem = {
  code: 'directive',
  severity: 'error',
  summary: 'A file begins with a YAML directive.',
  why: 'A directive such as `%YAML 1.1` changes what words like `yes` and `010` mean.',
  bad: `%YAML 1.1
---
environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
`,
  good: `---
environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
`,
}
