import type { Problem } from '../../diagnostics/diagnostic.ts'

export const wrongType: Problem = {
  code: 'wrong-type',
  severity: 'error',
  summary: 'A value has the wrong type.',
  why: 'YAML 1.2 reads `yes`, `no`, `on` and `off` as text; a text where a truth value is needed would count as true.',
  bad: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: no
`,
  good: `environments: { production: {} }
flags:
  dark-mode:
    description: A dark theme
    owner: web
    enabled: false
`,
}
