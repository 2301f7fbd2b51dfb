import type { Problem } from '../../diagnostics/diagnostic.ts'

export const outOfRange: Problem = {
  code: 'out-of-range',
  severity: 'error',
  summary: 'A value is too small, too large, too short, too long, or not in the form it must have.',
  why: 'The database or the edge could not keep it.',
  bad: `users:
  alice: { id: 0 }
groups:
  crew: { members: [alice] }
`,
  good: `users:
  alice: { id: 101 }
groups:
  crew: { members: [alice] }
`,
}
