import type { Problem } from '../../diagnostics/diagnostic.ts'

export const weightsSum: Problem = {
  code: 'weights-sum',
  severity: 'error',
  summary: 'Weights do not sum to 100.',
  why: 'Weights are percentages of all who are served. Scaling them to 100 would give every variant another share than the one that is written, and a typing mistake would never be seen.',
  bad: `environments: { staging: {}, production: {} }
flags:
  pricing:
    type: string
    variants: { classic: list, bundles: bundle, auctions: auction }
    off: classic
    assignments:
      production:
        - everyone: true
          serve: { classic: 50, bundles: 25 }
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
          serve: { classic: 50, bundles: 25, auctions: 25 }
`,
}
