import type { Problem } from '../../diagnostics/diagnostic.ts'

const flag = 'environments: { production: {} }\nflags:\n  dark-mode: { description: A dark theme, owner: web }\n'

export const tooManyFiles: Problem = {
  code: 'too-many-files',
  severity: 'error',
  summary: 'There are more than 20,000 flag files.',
  why: 'So many files are a mistake, and reading them would make every run slow.',
  /** Made when somebody asks: every run loads this file. */
  get bad() {
    return Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`flags/${index}.yaml`, '']))
  },
  good: { 'flags/web.yaml': flag },
}
