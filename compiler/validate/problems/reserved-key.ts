import type { Problem } from '../../diagnostics/diagnostic.ts'

export const reservedKey: Problem = {
  code: 'reserved-key',
  severity: 'error',
  summary: 'A key is a name that every JavaScript object has already.',
  why: 'Programs that look such a key up in an object find the insides of JavaScript.',
  bad: `environments: { production: {} }
flags:
  constructor: { description: A dark theme, owner: web }
`,
  good: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
`,
}
