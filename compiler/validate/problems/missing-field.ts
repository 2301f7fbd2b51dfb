import type { Problem } from '../../diagnostics/diagnostic.ts'

export const missingField: Problem = {
  code: 'missing-field',
  severity: 'error',
  summary: 'A field that is always needed is missing.',
  why: 'Without it, the thing means nothing.',
  bad: `environments: { production: {} }
flags:
  night: { description: Night, owner: web }
  dark-mode:
    description: A dark theme
    owner: web
    dependsOn: [{ variants: [on] }]
`,
  good: `environments: { production: {} }
flags:
  night: { description: Night, owner: web }
  dark-mode:
    description: A dark theme
    owner: web
    dependsOn: [{ flag: night, variants: [on] }]
`,
}
