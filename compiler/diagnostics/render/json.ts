import type { Position } from '../../source/lines.ts'
import type { Diagnostic, Severity } from '../diagnostic.ts'
import { locate, type LocatedDiagnostic, type Site } from '../located.ts'
import { toJson } from '../sanitise.ts'

/**
 * `{version, ok, diagnostics, stats}`: lines and columns from 1 (UTF-16), offsets from 0, ends exclusive. `ok` means
 * without an error.
 */
export function json(diagnostics: readonly Diagnostic[], options: { readonly files?: number } = {}): string {
  const located = locate(diagnostics)
  const count = (severity: Severity) => located.filter((one) => one.severity === severity).length
  const output = {
    version: 1,
    ok: count('error') === 0,
    diagnostics: located.map(described),
    stats: {
      ...(options.files === undefined ? {} : { files: options.files }),
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
    },
  }
  return `${toJson(output)}\n`
}

function described({ code, severity, message, help, site, related }: LocatedDiagnostic) {
  return {
    code,
    severity,
    message,
    ...place(site),
    related: related.map((one) => Object.assign({ message: one.message }, place(one.site))),
    ...(help === undefined ? {} : { help }),
  }
}

function place({ file, start, end }: Site) {
  return { file: file.path, range: { start: position(start), end: position(end) } }
}

function position({ line, column, offset }: Position) {
  return { line, col: column, offset }
}
