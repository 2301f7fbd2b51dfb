import type { Problem } from '../../diagnostics/diagnostic.ts'

export const percentTooFine: Problem = {
  code: 'percent-too-fine',
  severity: 'error',
  summary: 'A percentage has more than three decimals.',
  why: 'Users are spread over 100,000 buckets, so a thousandth of a percent is the smallest part there is. Rounding without a word would serve another share than the one that is written.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
          rollout: 0.0125
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
          rollout: 0.012
`,
}
