import type { Problem } from '../../diagnostics/diagnostic.ts'

export const tooDeep: Problem = {
  code: 'too-deep',
  severity: 'error',
  summary: 'Something is nested deeper than 32 levels.',
  why: 'No flag needs that, and deep values exhaust the programs that read them.',
  bad: `environments: { production: {} }
flags:
  layout:
    description: Where things stand
    owner: web
    type: object
    variants: { plain: {}, deep: { at: ${'['.repeat(40)}${']'.repeat(40)} } }
    off: plain
`,
  good: `environments: { production: {} }
flags:
  layout:
    description: Where things stand
    owner: web
    type: object
    variants: { plain: {}, deep: { at: [[1, 2], [3]] } }
    off: plain
`,
}
