import type { Problem } from '../../diagnostics/diagnostic.ts'

const flag = 'environments: { production: {} }\nflags:\n  dark-mode: { description: A dark theme, owner: web }\n'

export const notAFile: Problem = {
  code: 'not-a-file',
  severity: 'error',
  summary: 'A symbolic link, a folder or a device stands where a flag file should.',
  why: 'A link may lead out of the repository, so that a reviewer does not see what is compiled. Only regular files are read.',
  bad: { 'flags/web.yaml': { kind: 'link' } },
  good: { 'flags/web.yaml': flag },
}
