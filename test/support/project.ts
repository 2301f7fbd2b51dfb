import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Example, ExampleFile } from '../../compiler/diagnostics/diagnostic.ts'
import type { Report } from '../../compiler/diagnostics/report.ts'
import { type Entry, intake } from '../../compiler/load/intake.ts'
import type { SourceFile } from '../../compiler/source/source.ts'

const encoder = new TextEncoder()

/** A flag repository from strings, as a loader for `compile`: one text, or files by path. Nothing is written. */
export function project(example: Example): (report: Report) => SourceFile[] {
  const files = typeof example === 'string' ? { 'flags/example.yaml': example } : example
  return (report) => intake(Object.entries(files).map(entry), report)
}

/** The same in a folder on disk that is removed after the test; returns the folder. */
export function projectFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

function entry([path, file]: [string, ExampleFile]): Entry {
  if (typeof file === 'string') return { path, kind: 'file', bytes: encoder.encode(file) }
  if (file instanceof Uint8Array) return { path, kind: 'file', bytes: file }
  if (file.kind !== 'unreadable') return { path, kind: file.kind, bytes: new Uint8Array() }
  const denied = () => {
    throw Object.assign(new Error('permission denied'), { code: 'EACCES' })
  }
  return { path, kind: 'file', bytes: denied }
}
