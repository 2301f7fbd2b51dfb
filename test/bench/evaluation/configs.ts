import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Candidate } from './candidate.ts'
import { type Shape, workloadFor } from './shapes.ts'

/** What the candidates read, written once, so that every process and every round reads the same bytes. */
export interface Configs {
  /** The path of the file; it is made when it is first asked for. */
  file(candidate: Candidate, shape: Shape): Promise<string>
  /** Bytes of a flag in it after gzip. */
  bytesOfFlag(candidate: Candidate, shape: Shape): Promise<number>
  remove(): void
}

export function openConfigs(): Configs {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-evaluation-'))
  const made = new Map<string, Promise<string>>()
  const write = async (candidate: Candidate, shape: Shape, path: string): Promise<string> => {
    writeFileSync(path, await candidate.config(workloadFor(candidate, shape)))
    return path
  }
  const file = (candidate: Candidate, shape: Shape): Promise<string> => {
    const path = join(folder, `${shape}-${candidate.name.replaceAll(' ', '-')}`)
    const known = made.get(path) ?? write(candidate, shape, path)
    made.set(path, known)
    return known
  }
  return {
    file,
    bytesOfFlag: async (candidate, shape) =>
      gzipSync(readFileSync(await file(candidate, shape))).length / workloadFor(candidate, shape).flags.length,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
