import type { Problem } from '../../diagnostics/diagnostic.ts'

export const badRegex: Problem = {
  code: 'bad-regex',
  severity: 'error',
  summary: 'A regular expression is not one that RE2 reads.',
  why: 'Regular expressions run at the edge, on texts that anybody may send. RE2 answers in time linear in the text, whatever the expression; in exchange it has no lookarounds and no back-references.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { email: { matches: ^(?!admin)\\w+@example\\.com$ } }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { email: { matches: ^\\w+@example\\.com$ }, not: { email: { startsWith: admin } } }
`,
}
