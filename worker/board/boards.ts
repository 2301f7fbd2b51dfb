import type { Board, BoardFlag, Publication } from '../../schema/types.ts'
import { requireBlob } from '../publication/candidate.ts'
import { limits } from '../publication/limits.ts'
import { blobName } from '../publication/names.ts'
import { SnapshotError } from '../evaluate/structure.ts'
import { log } from '../telemetry/log.ts'
import { readBoard } from './read.ts'

/** A board in memory. */
export interface LoadedBoard {
  readonly board: Board
  readonly flags: ReadonlyMap<string, BoardFlag>
}

// Of one isolate: the latest of each environment. The page is for few people; strangers cannot fill it.
const known = new Map<string, { readonly sha256: string; readonly loaded: LoadedBoard }>()

/**
 * What is said about a published snapshot besides itself. Undefined when it came without, and when what is there cannot be
 * read: the page then shows what the snapshot knows.
 */
export async function boardOf(
  kv: KVNamespace | undefined,
  environment: string,
  published: Publication | undefined,
): Promise<LoadedBoard | undefined> {
  const reference = published?.board
  if (!kv || !reference) return undefined
  const before = known.get(environment)
  if (before?.sha256 === reference.sha256) return before.loaded
  try {
    const loaded = await fetchBoard(kv, environment, reference)
    known.set(environment, { sha256: reference.sha256, loaded })
    return loaded
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    log('error', 'a board was not taken', { environment, problem })
    return undefined
  }
}

async function fetchBoard(
  kv: KVNamespace,
  environment: string,
  reference: NonNullable<Publication['board']>,
): Promise<LoadedBoard> {
  if (reference.bytes > limits.boardBytes)
    throw new SnapshotError(`has ${reference.bytes} bytes; ${limits.boardBytes} are allowed`, 'the board')
  const blob = await kv.get(blobName(environment, reference.sha256), { type: 'arrayBuffer', cacheTtl: 3600 })
  if (blob === null) throw new SnapshotError('is not there', 'the board')
  const bytes = new Uint8Array(blob)
  await requireBlob(bytes, reference)
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  const board = readBoard(text, environment)
  return { board, flags: new Map(board.flags.map((flag) => [flag.key, flag])) }
}
