import type { Problem } from '../../diagnostics/diagnostic.ts'

export const emptyCondition: Problem = {
  code: 'empty-condition',
  severity: 'error',
  summary: 'A condition asks for nothing.',
  why: 'A condition without operators could be meant to admit everyone or nobody. Everyone is said in words, `everyone: true`, and that an attribute has to be there is `exists: true`.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { country: { ignoreCase: true } }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { country: { equals: nl, ignoreCase: true } }
`,
}
