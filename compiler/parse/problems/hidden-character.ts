import type { Problem } from '../../diagnostics/diagnostic.ts'

export const hiddenCharacter: Problem = {
  code: 'hidden-character',
  severity: 'error',
  summary: 'A text contains a character that cannot be seen, or that reorders what is seen.',
  why: 'With such characters, a reviewer reads something else than what is compiled.',
  bad: 'environments: { production: {} }\nflags:\n  dark-mode:\n    description: A dark\u202e theme\n    owner: web\n',
  good: 'environments: { production: {} }\nflags:\n  dark-mode:\n    description: A dark theme\n    owner: web\n',
}
