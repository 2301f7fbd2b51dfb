import type { Problem } from '../../diagnostics/diagnostic.ts'

export const unknownVariant: Problem = {
  code: 'unknown-variant',
  severity: 'error',
  summary: 'A variant is named that the flag does not have.',
  why: 'What is served when a flag is on, when it is off, and what a dependency waits for are all variants of a flag, so each name has to be one of them.',
  bad: `environments: { staging: {}, production: {} }
flags:
  pricing:
    type: string
    variants: { classic: list, bundles: bundle }
    off: classic
    assignments:
      production:
        - everyone: true
          serve: bundle
`,
  good: `environments: { staging: {}, production: {} }
flags:
  pricing:
    type: string
    variants: { classic: list, bundles: bundle }
    off: classic
    assignments:
      production:
        - everyone: true
          serve: bundles
`,
}
