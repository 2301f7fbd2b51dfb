import type { Severity } from '../diagnostic.ts'
import { counted } from '../prose.ts'

const severities = ['error', 'warning', 'note'] as const

/** `2 errors, 1 warning`, or `no problems`. */
export function counts(diagnostics: readonly { readonly severity: Severity }[]): string {
  const parts = severities
    .map((severity) => [severity, diagnostics.filter((one) => one.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => counted(count, severity))
  return parts.length === 0 ? 'no problems' : parts.join(', ')
}
