import type { Problem } from '../../diagnostics/diagnostic.ts'

export const mergeKey: Problem = {
  code: 'merge-key',
  severity: 'error',
  summary: 'A merge key (`<<`) is used.',
  why: 'YAML 1.2 has no merge keys, and tools disagree about what they mean.',
  bad: `environments: { production: {} }
flags:
  dark-mode:
    <<: { owner: web }
    description: A dark theme
`,
  good: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: true
`,
}
