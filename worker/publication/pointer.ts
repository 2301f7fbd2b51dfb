import type { Pointer, Publication } from '../../schema/types.ts'
import { field, fields, integer, listOf, optional, parseJson, SnapshotError, text } from '../evaluate/structure.ts'
import { limits } from './limits.ts'
import { schemaVersion } from './names.ts'

/** Which snapshots this version can answer from: those whose pointer asks for no newer reader. */
export const readerVersion = 1

/**
 * Checks the text of a pointer, which may come from anywhere.
 *
 * @throws SnapshotError, with a place, for a text that is no pointer, or one for other readers
 */
export function readPointer(json: string): Pointer {
  if (json.length > limits.pointerBytes) throw new SnapshotError('is too long', 'the pointer')
  const of = fields(parseJson(json, 'the pointer'))
  const schema = field(of, 'schema', integer)
  if (schema !== schemaVersion)
    throw new SnapshotError(
      `${schema} is not a schema this version reads; it reads ${schemaVersion}`,
      'schema',
      schema > schemaVersion,
    )
  const minReader = field(of, 'minReader', integer)
  if (minReader > readerVersion)
    throw new SnapshotError(`asks for reader ${minReader}; this is reader ${readerVersion}`, 'minReader', true)
  const held = field(of, 'held', optional(readHold))
  return {
    schema,
    minReader,
    seq: field(of, 'seq', positive),
    id: field(of, 'id', hex(32)),
    served: field(of, 'served', readPublication),
    ...(held ? { held } : {}),
    history: field(of, 'history', listOf(readPublication)),
  }
}

function readPublication(value: unknown): Publication {
  const of = fields(value)
  const board = field(of, 'board', optional(readBoard))
  return {
    sha256: field(of, 'sha256', hex(64)),
    bytes: field(of, 'bytes', atMost(limits.blobBytes)),
    flags: field(of, 'flags', atMost(limits.flags)),
    revision: field(of, 'revision', text),
    seq: field(of, 'seq', positive),
    at: field(of, 'at', integer),
    ...(board ? { board } : {}),
  }
}

function readBoard(value: unknown): NonNullable<Publication['board']> {
  const of = fields(value)
  return { sha256: field(of, 'sha256', hex(64)), bytes: field(of, 'bytes', atMost(limits.blobBytes)) }
}

function readHold(value: unknown): NonNullable<Pointer['held']> {
  const of = fields(value)
  return { since: field(of, 'since', integer), reason: field(of, 'reason', text) }
}

function positive(value: unknown): number {
  const number = integer(value)
  if (number < 1) throw new SnapshotError('is not above 0')
  return number
}

function atMost(most: number): (value: unknown) => number {
  return (value) => {
    const number = integer(value)
    if (number < 0 || number > most) throw new SnapshotError(`${number} is not within 0 and ${most}`)
    return number
  }
}

function hex(digits: number): (value: unknown) => string {
  return (value) => {
    const found = text(value)
    if (found.length !== digits || !/^[0-9a-f]+$/.test(found))
      throw new SnapshotError(`is not ${digits} lower-case hex digits`)
    return found
  }
}
