import type { Diagnostic, Severity } from '../diagnostic.ts'
import { locate } from '../located.ts'
import { forTerminal, toJson } from '../sanitise.ts'
import { fingerprint } from './fingerprint.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', note: 'info' }

/**
 * A code quality report, which GitLab shows on the lines of a merge request. `below` is the folder the paths begin at, from
 * the top of the repository: empty, or ending in `/`.
 */
export function gitlab(diagnostics: readonly Diagnostic[], { below = '' }: { readonly below?: string } = {}): string {
  const seen = new Map<string, number>()
  const report = locate(diagnostics, 0).map((diagnostic) => {
    const { code, severity, message, help, site } = diagnostic
    return {
      description: forTerminal(help === undefined ? message : `${message} (${help})`),
      check_name: code,
      fingerprint: fingerprint(diagnostic, seen),
      severity: severities[severity],
      location: { path: `${below}${site.file.path}`, lines: { begin: site.start.line } },
    }
  })
  return `${toJson(report)}\n`
}
