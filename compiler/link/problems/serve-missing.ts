import type { Problem } from '../../diagnostics/diagnostic.ts'

export const serveMissing: Problem = {
  code: 'serve-missing',
  severity: 'error',
  summary: 'An assignment does not say which variant it serves, and there are several.',
  why: 'With a single variant beside the `off` one it is clear what an assignment serves. With more, guessing would be a quiet experiment on users.',
  bad: `environments: { staging: {}, production: {} }
flags:
  pricing:
    type: string
    variants: { classic: list, bundles: bundle, auctions: auction }
    off: classic
    assignments:
      production:
        - everyone: true
`,
  good: `environments: { staging: {}, production: {} }
flags:
  pricing:
    type: string
    variants: { classic: list, bundles: bundle, auctions: auction }
    off: classic
    assignments:
      production:
        - everyone: true
          serve: bundles
`,
}
