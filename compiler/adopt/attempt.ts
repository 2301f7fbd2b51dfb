import type { Drift } from '../model/drift.ts'
import { Unsafe } from '../source/edit.ts'
import type { SourceFile } from '../source/source.ts'
import { editFiles } from './edit.ts'
import { type Compile, type Head, Unwritable } from './head.ts'
import { type Target, targetOf } from './target.ts'
import { unequal } from './unequal.ts'

/** One edit may change what another field means: a new salt of a flag, the salts of its assignments. */
const rounds = 3

/**
 * Writes all of this into the flag files and compiles them again.
 * @returns the files as they are then; or why they cannot say it, in one sentence
 */
export function attempt(head: Head, drift: readonly Drift[], folder: string, compile: Compile): Head | string {
  const target = reachable(head, drift)
  if (typeof target === 'string') return target
  let now = head
  for (let round = 0; round < rounds; round++) {
    const reason = unequal(now, target)
    if (reason === undefined) return now
    const files = edited(now, target, folder)
    if (typeof files === 'string') return files
    if (files === undefined) return reason
    const next = compile(files)
    if (typeof next === 'string') return next
    now = next
  }
  return unequal(now, target) ?? now
}

function reachable(head: Head, drift: readonly Drift[]): Target | string {
  return orWhyNot(() => targetOf(head.rows, drift))
}

function edited(head: Head, target: Target, folder: string): SourceFile[] | string | undefined {
  const texts = orWhyNot(() => editFiles(head, target, folder))
  if (typeof texts === 'string') return texts
  return texts.size === 0 ? undefined : withTexts(head.files, texts)
}

function orWhyNot<T>(work: () => T): T | string {
  try {
    return work()
  } catch (error) {
    if (error instanceof Unwritable) return error.message
    if (error instanceof Unsafe) return `the file is written in a way that cannot be changed safely: ${error.message}`
    throw error
  }
}

function withTexts(files: readonly SourceFile[], texts: ReadonlyMap<string, string | undefined>): SourceFile[] {
  const kept = files.flatMap((file) => {
    if (!texts.has(file.path)) return [file]
    const text = texts.get(file.path)
    return text === undefined ? [] : [{ path: file.path, text }]
  })
  const known = new Set(files.map(({ path }) => path))
  const fresh = [...texts].flatMap(([path, text]) => (known.has(path) || text === undefined ? [] : [{ path, text }]))
  return [...kept, ...fresh].sort((a, b) => (a.path < b.path ? -1 : 1))
}
