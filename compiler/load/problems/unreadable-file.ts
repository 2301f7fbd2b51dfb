import type { Problem } from '../../diagnostics/diagnostic.ts'

const flag = 'environments: { production: {} }\nflags:\n  dark-mode: { description: A dark theme, owner: web }\n'

export const unreadableFile: Problem = {
  code: 'unreadable-file',
  severity: 'error',
  summary: 'A file or a folder cannot be read.',
  why: 'What it declares is unknown, and flags would look as if they had been removed.',
  bad: { 'flags/web.yaml': { kind: 'unreadable' } },
  good: { 'flags/web.yaml': flag },
}
