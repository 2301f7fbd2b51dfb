import type { Problem } from '../../diagnostics/diagnostic.ts'

export const notUtf8: Problem = {
  code: 'not-utf8',
  severity: 'error',
  summary: 'A file is not UTF-8 text.',
  why: 'Guessing an encoding changes names without a trace.',
  bad: { 'flags/web.yaml': Uint8Array.of(0x23, 0x20, 0x63, 0x61, 0x66, 0xe9, 0x0a) },
  good: { 'flags/web.yaml': '# café\n' },
}
