import { expect } from 'vitest'
import type { Diagnostic, Severity } from '../../../compiler/diagnostics/diagnostic.ts'
import { lineText } from '../../../compiler/source/lines.ts'
import { locate } from '../../../compiler/diagnostics/located.ts'

/** Every diagnostic must lie inside its file, be said in words, and show nothing of our own insides. */
export function expectInside(diagnostics: readonly Diagnostic[]): void {
  const severities: Severity[] = ['error', 'warning', 'note']
  for (const { site, related, message, code, severity } of locate(diagnostics)) {
    for (const { file, start, end } of [site, ...related.map((one) => one.site)]) {
      expect(start.offset).toBeGreaterThanOrEqual(0)
      expect(end.offset).toBeGreaterThanOrEqual(start.offset)
      expect(end.offset).toBeLessThanOrEqual(file.text.length)
      expect(lineText(file, start.line)).toBeDefined()
      expect(start.column).toBeGreaterThan(0)
    }
    expect(message).not.toMatch(/undefined|\[object|at .*:\d+:\d+|Error:|invalid/i)
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(severities).toContain(severity)
  }
}
