import type { Problem } from '../../diagnostics/diagnostic.ts'

export const variantsMissing: Problem = {
  code: 'variants-missing',
  severity: 'error',
  summary: 'A flag does not say which values it has, or which of them is off.',
  why: 'Only a boolean has obvious values. For every other type, and for a boolean whose variants have names of their own, `variants` says what can be served and `off` which one stands for off.',
  bad: `environments: { staging: {}, production: {} }
flags:
  pricing:
    type: string
`,
  good: `environments: { staging: {}, production: {} }
flags:
  pricing:
    type: string
    variants: { classic: list, bundles: bundle }
    off: classic
`,
}
