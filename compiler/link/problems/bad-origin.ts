import type { Problem } from '../../diagnostics/diagnostic.ts'

export const badOrigin: Problem = {
  code: 'bad-origin',
  severity: 'error',
  summary: 'An origin is not written as browsers send it.',
  why: 'Browsers say in the header `Origin` where a page comes from: a scheme, a host in lower case, and a port unless it is the usual one. What is written is compared with that letter by letter; anything else would let nobody in, and nobody would know why. A `*` stands for one label in front of a host, or for the port of this machine.',
  bad: `environments:
  production:
    origins: [https://app.example.com/login, shop.example.com]
`,
  good: `environments:
  production:
    origins: [https://app.example.com, https://*.shop.example.com, 'http://localhost:*']
`,
}
