import type { Diagnostic, Severity } from '../diagnostic.ts'
import { locate, type Site } from '../located.ts'
import { forJson } from '../sanitise.ts'

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
    diagnostics: located.map(({ code, severity, message, help, site, related, omitted }) => ({
      code,
      severity,
      message,
      ...place(site),
      related: related.map((one) => ({ message: one.message, ...place(one.site) })),
      ...(omitted > 0 ? { relatedOmitted: omitted } : {}),
      ...(help === undefined ? {} : { help }),
    })),
    stats: {
      ...(options.files === undefined ? {} : { files: options.files }),
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
    },
  }
  const wellFormed = (_: string, value: unknown) => (typeof value === 'string' ? forJson(value) : value)
  return `${JSON.stringify(output, wellFormed, 2)}\n`
}

function place({ file, start, end }: Site) {
  const position = ({ line, column, offset }: Site['start']) => ({ line, col: column, offset })
  return { file: file.path, range: { start: position(start), end: position(end) } }
}
