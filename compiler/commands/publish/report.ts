import type { Outcome } from '../../edge/publish.ts'
import { counted } from '../../diagnostics/prose.ts'
import { columns } from '../columns.ts'

/** What became of one environment. */
export interface Done extends Outcome {
  readonly environment: string
}

/** For machines: all that was published, in the order it was. */
export function asJson(revision: string, done: readonly Done[]): string {
  const environments = done.map(({ environment, isNew, pointer: { seq, served, held } }) => ({
    environment,
    outcome: isNew ? 'published' : 'already-served',
    seq,
    sha256: served.sha256,
    flags: served.flags,
    bytes: served.bytes,
    ...(served.board ? { board: served.board } : {}),
    ...(held ? { held } : {}),
  }))
  return `${JSON.stringify({ revision, environments })}\n`
}

/** The same for people. */
export function asTable(done: readonly Done[]): string {
  const rows = done.map(({ environment, isNew, pointer: { seq, served, held } }) => [
    environment,
    isNew ? 'published' : `already served${held ? ', held' : ''}`,
    served.sha256.slice(0, 12),
    `seq ${seq}`,
    counted(served.flags, 'flag'),
    counted(served.bytes, 'byte'),
  ])
  return columns(rows, 200)
}
