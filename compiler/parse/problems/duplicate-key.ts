import type { Problem } from '../../diagnostics/diagnostic.ts'

export const duplicateKey: Problem = {
  code: 'duplicate-key',
  severity: 'error',
  summary: 'A key is written twice in the same map.',
  why: 'Only one of the two would count, and not the one the reader looks at.',
  bad: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: true
    enabled: false
`,
  good: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: true
`,
}
