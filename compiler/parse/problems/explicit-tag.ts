import type { Problem } from '../../diagnostics/diagnostic.ts'

export const explicitTag: Problem = {
  code: 'explicit-tag',
  severity: 'error',
  summary: 'A value has a YAML tag, such as `!!int`.',
  why: 'A tag turns text into something else than it looks like.',
  bad: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: !!bool "true"
`,
  good: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: true
`,
}
