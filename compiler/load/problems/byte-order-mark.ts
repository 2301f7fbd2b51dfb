import type { Problem } from '../../diagnostics/diagnostic.ts'

const flag = 'environments: { production: {} }\nflags:\n  dark-mode: { description: A dark theme, owner: web }\n'

export const byteOrderMark: Problem = {
  code: 'byte-order-mark',
  severity: 'note',
  summary: 'A file begins with a byte order mark.',
  why: 'The mark is left out and does no harm, but other tools may take it for a part of the first key.',
  bad: { 'flags/web.yaml': `\ufeff${flag}` },
  good: { 'flags/web.yaml': flag },
}
