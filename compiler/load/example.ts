import type { Example, ExampleFile } from '../diagnostics/diagnostic.ts'
import type { Report } from '../diagnostics/report.ts'
import type { SourceFile } from '../source/source.ts'
import { type Entry, intake, isWanted } from './intake.ts'

/** A loader for the files of an example: one text stands for `flags/example.yaml`. Nothing is written or read. */
export function loadExample(example: Example, isMeant: typeof isWanted = isWanted): (report: Report) => SourceFile[] {
  const files = typeof example === 'string' ? { 'flags/example.yaml': example } : example
  return (report) => intake(Object.entries(files).map(entry), report, '.', isMeant)
}

const encoder = new TextEncoder()

function entry([path, file]: [string, ExampleFile]): Entry {
  if (typeof file === 'string') return { path, kind: 'file', bytes: encoder.encode(file) }
  if (file instanceof Uint8Array) return { path, kind: 'file', bytes: file }
  if (file.kind !== 'unreadable') return { path, kind: file.kind, bytes: new Uint8Array() }
  return { path, kind: 'file', bytes: deny }
}

function deny(): never {
  throw Object.assign(new Error('permission denied'), { code: 'EACCES' })
}
