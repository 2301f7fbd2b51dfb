import { siteOf } from '../../diagnostics/located.ts'
import type { Place } from '../../source/source.ts'

/** `flags/web.test.yaml:3:5`. */
export function shown(place: Place): string {
  const { file, line, column } = positioned(place)
  return `${file}:${line}:${column}`
}

/** Line and column from 1; columns count UTF-16 code units. */
export function positioned(place: Place): { file: string; line: number; column: number } {
  const { file, start } = siteOf(place)
  return { file: file.path, line: start.line, column: start.column }
}
