import type { Pointer } from '../../schema/types.ts'
import { limits } from '../../worker/publication/limits.ts'
import { blobName, prefixOf } from '../../worker/publication/names.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { isMissing, putBlob } from './blobs.ts'
import { decideNext, type Rails } from './decide-next.ts'
import type { Kv } from './kv.ts'
import { prove } from './prove.ts'
import { prune } from './prune.ts'
import { replacePointer, type Replacing } from './replace-pointer.ts'
import { readStanding } from './standing.ts'

/** A packed snapshot and what its pointer says of it. */
export interface Published {
  readonly bytes: Uint8Array
  /** How many flags it holds. */
  readonly flags: number
  readonly revision: string
  /** What people are shown about it: a `Board` as JSON in UTF-8. */
  readonly board?: Uint8Array
}

export interface Publishing extends Replacing, Rails {}

export interface Outcome {
  readonly pointer: Pointer
  /** False: it was served already. */
  readonly isNew: boolean
}

/**
 * Publishes a snapshot: proves it, writes it beside what is there, reads it back, and then writes the pointer. Until that
 * last step the edge serves what it served, wherever this ends; nothing is written when it is served already and all of it
 * is there.
 *
 * @throws Failure exit 4 when the Worker would not take it or a rail refuses, 1 when the store fails, 5 when others go on
 */
export async function publish(
  kv: Kv,
  environment: string,
  published: Published,
  publishing: Publishing,
): Promise<Outcome> {
  const { bytes, flags, revision, board } = published
  const boarded = board && { sha256: await sha256Hex(board), bytes: board.length }
  if (board && board.length > limits.boardBytes)
    throw new Failure(`the board of ${environment} is too large to be published`, { exit: Exit.refused })
  const next = {
    sha256: await sha256Hex(bytes),
    bytes: bytes.length,
    flags,
    revision,
    ...(boarded ? { board: boarded } : {}),
  }
  const { now, repair, signal, isAlone } = publishing
  await prove(bytes, environment, { ...next, seq: 1, at: now() }, now())
  const decide = (standing: Pointer | undefined, seq: number) =>
    decideNext(environment, standing, { ...next, seq, at: now() }, publishing)
  const standing = isAlone ? undefined : await readStanding(kv, environment, repair)
  const blobs = [
    { sha256: next.sha256, content: bytes },
    ...(boarded ? [{ sha256: boarded.sha256, content: board }] : []),
  ]
  if (standing && !(await decide(standing, 1))) {
    // what stands names them, so they have to be there
    for (const blob of blobs)
      if (await isMissing(kv, environment, blob)) await putBlob(kv, environment, blob, { signal })
    return { pointer: standing, isNew: false }
  }
  // without a pointer, a blob that was there before tells that there was one
  const before = new Set(standing || isAlone ? [] : await kv.list(prefixOf(environment)))
  for (const blob of blobs) await putBlob(kv, environment, blob, { signal, isAlone })
  const own = new Set(blobs.map(({ sha256 }) => blobName(environment, sha256)).filter((name) => !before.has(name)))
  const outcome = await replacePointer(kv, environment, decide, { ...publishing, own })
  if (outcome.isNew && standing) await prune(kv, environment, standing, outcome.pointer, now())
  return outcome
}
