import type { Problem } from '../../diagnostics/diagnostic.ts'

export const alias: Problem = {
  code: 'alias',
  severity: 'error',
  summary: 'An anchor or an alias is used.',
  why: 'With an alias, an edit of one flag silently changes another, and the audit log would name the wrong author.',
  bad: `environments: { production: {} }
flags:
  dark-mode: &usual { description: A dark theme, owner: web }
  dense-tables: *usual
`,
  good: `environments: { production: {} }
flags:
  dark-mode: { description: A dark theme, owner: web }
  dense-tables: { description: More rows, owner: web }
`,
}
