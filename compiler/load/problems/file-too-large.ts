import type { Problem } from '../../diagnostics/diagnostic.ts'

const flag = 'environments: { production: {} }\nflags:\n  dark-mode: { description: A dark theme, owner: web }\n'

export const fileTooLarge: Problem = {
  code: 'file-too-large',
  severity: 'error',
  summary: 'A file is larger than 1 MiB, or all files together are larger than 64 MiB.',
  why: 'A file of that size is a mistake or an attack, and reading it would make every run slow.',
  /** Made when somebody asks: every run loads this file. */
  get bad() {
    return { 'flags/web.yaml': new Uint8Array(2 ** 20 + 1).fill(35) }
  },
  good: { 'flags/web.yaml': flag },
}
