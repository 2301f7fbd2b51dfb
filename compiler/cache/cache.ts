import { hash } from 'node:crypto'
import type { Memory } from '../source/document.ts'
import type { SourceFile } from '../source/source.ts'
import { readBody, writeBody } from './file.ts'
import { pack, unpack } from './pack.ts'
import { isPlain } from './plain.ts'
import { quietly } from './quietly.ts'

/** A memory that outlives the process, in a folder that may be deleted at any time. */
export interface Cache extends Memory {
  /** Writes down what is new since it was opened or last saved, if it is worth it; what cannot be written is not missed. */
  save(): void
}

/** More than a compilation takes in: what other commits, branches and folders hold is remembered as well. */
const most = 25_000

/** Fewer new values than one in so many are sooner parsed again than all are written. */
const share = 200

/** Opens the cache in a folder. One that is missing, damaged, foreign or of another edition is empty. */
export function openCache(folder: string, edition: string): Cache {
  const values = quietly(() => read(folder, edition)) ?? new Map<string, unknown>()
  let added = 0
  return {
    recall(file) {
      const key = keyOf(file)
      const value = values.get(key)
      if (value === undefined) return undefined
      values.delete(key)
      values.set(key, value) // the map is in the order of last use
      return { file, value, broken: false, damaged: [], judged: true }
    },
    keep(documents) {
      for (const { file, value, judged } of documents) {
        if (judged || !isPlain(value)) continue
        values.set(keyOf(file), value)
        added += 1
      }
      if (added > 0) forget(values, documents.length)
    },
    save() {
      if (added * share <= values.size) return
      quietly(() => writeBody(folder, edition, pack(values)))
      added = 0
    },
  }
}

/** The least lately used go. A compilation of few files says nothing about the others. */
function forget(values: Map<string, unknown>, used: number): void {
  const limit = used * 2 > values.size ? Math.round(used * 1.1) + 1000 : most
  for (const key of values.keys()) {
    if (values.size <= limit) return
    values.delete(key)
  }
}

function keyOf(file: SourceFile): string {
  return file.hash ?? hash('sha256', file.text)
}

function read(folder: string, edition: string): Map<string, unknown> | undefined {
  const body = readBody(folder, edition)
  return body && unpack(body)
}
