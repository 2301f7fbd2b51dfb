import { createHash } from 'node:crypto'
import type { Board } from '../../schema/types.ts'

/** The bytes of a board, the same for the same board, and the SHA-256 that names them. */
export function serialiseBoard(board: Board): { bytes: Uint8Array; sha256: string } {
  const bytes = new TextEncoder().encode(JSON.stringify(board))
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
