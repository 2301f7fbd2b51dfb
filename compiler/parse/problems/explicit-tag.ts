import type { Problem } from '../../diagnostics/diagnostic.ts'

export const explicitTag: Problem = {
  code: 'explicit-tag',
  severity: 'error',
  summary: 'A value has a YAML tag, such as `!!int`.',
  why: 'A tag turns text into something else than it looks like.',
  bad: `flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: !!bool "true"
`,
  good: `flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: true
`,
}
