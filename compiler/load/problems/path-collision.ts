import type { Problem } from '../../diagnostics/diagnostic.ts'

const flag = 'environments: { production: {} }\nflags:\n  dark-mode: { description: A dark theme, owner: web }\n'

export const pathCollision: Problem = {
  code: 'path-collision',
  severity: 'error',
  summary: 'Two files have names that differ only in case or in the way accents are written.',
  why: 'On many disks the two are one file, so the repository means different things on different machines.',
  bad: { 'flags/web.yaml': flag, 'flags/Web.yaml': '' },
  good: { 'flags/web.yaml': flag, 'flags/mobile.yaml': '' },
}
