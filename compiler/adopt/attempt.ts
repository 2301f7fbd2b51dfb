import type { Drift } from '../model/drift.ts'
import { Unsafe } from '../source/edit.ts'
import type { SourceFile } from '../source/source.ts'
import { editFiles } from './edit.ts'
import { type Compile, type Head, isRefusal, type Refusal, Unwritable } from './head.ts'
import { targetOf } from './target.ts'
import { unequal } from './unequal.ts'

/** One edit may change what another field means: a new salt of a flag, the salts of its assignments. */
const rounds = 3

/**
 * Writes all of this into the flag files and compiles them again.
 * @returns the files as they are then; or why they cannot say it
 */
export function attempt(head: Head, drift: readonly Drift[], folder: string, compile: Compile): Head | Refusal {
  const target = orWhyNot(() => targetOf(head.rows, drift))
  if ('why' in target) return target
  let now = head
  for (let round = 0; round < rounds; round++) {
    const refusal = unequal(now, target)
    if (refusal === undefined) return now
    const before = now
    const texts = orWhyNot(() => editFiles(before, target, folder))
    if ('why' in texts) return texts
    if (texts.size === 0) return refusal
    const next = compile(withTexts(now.files, texts))
    if (isRefusal(next)) return next
    now = next
  }
  return unequal(now, target) ?? now
}

function orWhyNot<T extends object>(work: () => T): T | Refusal {
  try {
    return work()
  } catch (error) {
    if (error instanceof Unwritable) return { why: error.message, about: [] }
    if (error instanceof Unsafe)
      return { why: `the file is written in a way that cannot be changed safely: ${error.message}`, about: [] }
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
