import type { Problem } from '../../diagnostics/diagnostic.ts'

export const idleModifier: Problem = {
  code: 'idle-modifier',
  severity: 'warning',
  summary: 'A modifier changes nothing.',
  why: 'A modifier says how to compare. Where it has nothing to work on, something else was meant: another operator, or an operand of another type.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { seats: { greaterThan: 5, ignoreCase: true } }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { seats: { greaterThan: 5, parse: true } }
`,
}
