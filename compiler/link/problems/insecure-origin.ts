import type { Problem } from '../../diagnostics/diagnostic.ts'

export const insecureOrigin: Problem = {
  code: 'insecure-origin',
  severity: 'warning',
  summary: 'Pages that came without encryption may use the client keys.',
  why: 'Whoever is on the way of such a page can put anything into it, and then it speaks in the name of that origin. Only on this machine nobody is on the way.',
  bad: `environments:
  production:
    origins: [http://app.example.com]
`,
  good: `environments:
  production:
    origins: [https://app.example.com, http://localhost:5173]
`,
}
