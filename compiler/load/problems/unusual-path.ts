import type { Problem } from '../../diagnostics/diagnostic.ts'

const flag = 'environments: { production: {} }\nflags:\n  dark-mode: { description: A dark theme, owner: web }\n'

export const unusualPath: Problem = {
  code: 'unusual-path',
  severity: 'error',
  summary: 'The name of a file has characters that cannot be seen or typed.',
  why: 'Such a name can look like another one, and can write into a terminal or a log.',
  bad: { 'flags/web\u202elmay.yaml': flag },
  good: { 'flags/web.yaml': flag },
}
