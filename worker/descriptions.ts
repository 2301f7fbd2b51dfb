import type { Publication } from '../schema/types.ts'
import { field, fields, listOf, optional, text } from './evaluate/structure.ts'
import { requireBlob } from './publication/candidate.ts'
import { blobName } from './publication/names.ts'

/**
 * What people wrote about each flag, from the board that was published beside the snapshot. Words are worth no error: when
 * there is no board, or it is not what its pointer says, there are none.
 */
export async function descriptionsOf(
  kv: KVNamespace | undefined,
  environment: string,
  board: Publication['board'],
): Promise<ReadonlyMap<string, string>> {
  if (!kv || !board) return new Map()
  try {
    const blob = await kv.get(blobName(environment, board.sha256), { type: 'arrayBuffer', cacheTtl: 3600 })
    if (blob === null) return new Map()
    const bytes = new Uint8Array(blob)
    await requireBlob(bytes, board)
    const flags = field(fields(JSON.parse(new TextDecoder().decode(bytes))), 'flags', listOf(readFlag))
    return new Map(flags.flatMap(({ key, description }) => (description === undefined ? [] : [[key, description]])))
  } catch (error) {
    console.error({ message: 'a board was not read', environment, problem: String(error) })
    return new Map()
  }
}

function readFlag(value: unknown): { key: string; description: string | undefined } {
  const of = fields(value)
  return { key: field(of, 'key', text), description: field(of, 'description', optional(text)) }
}
