import type { Problem } from '../../diagnostics/diagnostic.ts'

export const cidrHostBits: Problem = {
  code: 'cidr-host-bits',
  severity: 'warning',
  summary: 'A range of IP addresses has bits after its prefix.',
  why: 'Those bits do not count: `10.1.2.3/16` is all of `10.1.0.0/16`. Whoever wrote them may have meant one address, or a longer prefix.',
  bad: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { ip: { inCidr: 10.1.2.3/16 } }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { ip: { inCidr: 10.1.0.0/16 } }
`,
}
