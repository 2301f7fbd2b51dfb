import type {
  Board,
  BoardAssignment,
  BoardChange,
  BoardFlag,
  BoardOrigin,
  BoardPlace,
  BoardUpcoming,
  BoardWritten,
} from '../../schema/types.ts'
import {
  field,
  fields,
  flagged,
  integer,
  listOf,
  optional,
  parseJson,
  SnapshotError,
  text,
} from '../evaluate/structure.ts'
import { limits } from '../publication/limits.ts'

/** Longer texts are cut: people read them, and one must not make a page of megabytes. */
const longest = 4000

/**
 * Checks the text of a board, which may come from anywhere.
 *
 * @throws SnapshotError, with a place, for a text that is no board of that environment
 */
export function readBoard(json: string, environment: string): Board {
  const of = fields(parseJson(json, 'the board'))
  if (field(of, 'format', integer) !== 1) throw new SnapshotError('is not a format this version reads', 'format')
  const named = field(of, 'environment', text)
  if (named !== environment) throw new SnapshotError(`is one of ${named}, not of ${environment}`, 'the board')
  const flags = field(of, 'flags', listOf(readFlag))
  if (flags.length > limits.flags) throw new SnapshotError('has too many flags', 'the board')
  return {
    format: 1,
    environment,
    revision: field(of, 'revision', words),
    ...some('source', field(of, 'source', optional(words))),
    environments: field(of, 'environments', listOf(readEnvironment)),
    ...some('groups', field(of, 'groups', optional(listOf(readGroup)))),
    flags,
  }
}

function readEnvironment(value: unknown): Board['environments'][number] {
  const of = fields(value)
  return {
    key: field(of, 'key', text),
    ...some('description', field(of, 'description', optional(words))),
    protected: field(of, 'protected', flagged),
  }
}

function readGroup(value: unknown): NonNullable<Board['groups']>[number] {
  const of = fields(value)
  return { key: field(of, 'key', words), ...some('place', field(of, 'place', optional(readPlace))) }
}

function readFlag(value: unknown): BoardFlag {
  const of = fields(value)
  const changed = field(of, 'changed', optional(readChange))
  return {
    key: field(of, 'key', text),
    ...some('description', field(of, 'description', optional(words))),
    ...some('owner', field(of, 'owner', optional(words))),
    ...some('tags', field(of, 'tags', optional(listOf(words)))),
    place: field(of, 'place', readPlace),
    ...some('changed', changed),
    assignments: field(
      of,
      'assignments',
      listOf((one) => readAssignment(one, changed)),
    ),
    ...some(
      'written',
      field(
        of,
        'written',
        optional((one) => readWritten(one, changed)),
      ),
    ),
    ...some('dependencies', field(of, 'dependencies', optional(listOf(readPlace)))),
    ...some('upcoming', field(of, 'upcoming', optional(listOf(readUpcoming)))),
  }
}

function readAssignment(value: unknown, own: BoardChange | undefined): BoardAssignment {
  const of = fields(value)
  return {
    words: field(of, 'words', words),
    ...some('note', field(of, 'note', optional(words))),
    ...readOrigin(of, own),
  }
}

function readWritten(value: unknown, own: BoardChange | undefined): BoardWritten {
  const of = fields(value)
  const origin = optional((one) => readOrigin(one, own))
  return {
    ...some('disabled', field(of, 'disabled', origin)),
    ...some('disabledHere', field(of, 'disabledHere', origin)),
    ...some('expires', field(of, 'expires', origin)),
    ...some('assignments', field(of, 'assignments', origin)),
  }
}

/** @param own the change of the flag, which its parts do not repeat */
function readOrigin(value: unknown, own: BoardChange | undefined): BoardOrigin {
  const of = fields(value)
  return {
    place: field(of, 'place', readPlace),
    ...some('changed', field(of, 'changed', optional(readChange)) ?? own),
  }
}

function readPlace(value: unknown): BoardPlace {
  const of = fields(value)
  return { path: field(of, 'path', words), line: field(of, 'line', integer), column: field(of, 'column', integer) }
}

function readChange(value: unknown): BoardChange {
  const of = fields(value)
  return {
    author: field(of, 'author', words),
    at: field(of, 'at', integer),
    commit: field(of, 'commit', words),
    subject: field(of, 'subject', words),
  }
}

function readUpcoming(value: unknown): BoardUpcoming {
  const of = fields(value)
  return { at: field(of, 'at', integer), words: field(of, 'words', words) }
}

function words(value: unknown): string {
  const found = text(value)
  return found.length > longest ? `${found.slice(0, longest)}…` : found
}

/** Nothing for a field that is not there: an absent one and an undefined one are not the same. */
function some<K extends string, T>(name: K, value: T | undefined): { [name in K]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [name in K]?: T }
}
