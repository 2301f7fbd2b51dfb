import { SnapshotError, text } from '../structure.ts'
import { type Range, readRange } from './cidr.ts'
import { compileRegex, type Regex, regexName } from './regex.ts'
import type { Scalar } from './scalars.ts'
import { readSemver, type Semver } from './semver.ts'

export function scalar(value: unknown): Scalar {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw new SnapshotError('is not a text, a number or a boolean')
  return value
}

const deepest = 64

/** A list or an object that can be walked without exhausting the stack. */
export function shallow(value: object, depth = 1): object {
  if (depth > deepest) throw new SnapshotError(`is nested deeper than ${deepest} levels`)
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) shallow(part, depth + 1)
  return value
}

export function number(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new SnapshotError('is not a number')
  return value
}

export function version(value: unknown, loose: boolean): Semver {
  const read = readSemver(text(value), loose)
  if (read === undefined) throw new SnapshotError('is not a version')
  return read
}

export function range(value: unknown): Range {
  const read = readRange(text(value))
  if (read === undefined) throw new SnapshotError('is not an address or a range of addresses')
  return read
}

/**
 * Room for the regular expressions of one snapshot, in instructions of their programs. An instruction holds about 700 bytes, so
 * that all together stay below a third of what a Worker has. The compiler holds flag files to the same.
 */
export const roomForRegexes = 60_000

export interface Room {
  left: number
  /** However many conditions ask the same, it is there once. */
  readonly compiled: Map<string, Regex>
}

export function emptyRoom(): Room {
  return { left: roomForRegexes, compiled: new Map() }
}

export function regex(value: unknown, ignoreCase: boolean, room: Room): Regex {
  const pattern = text(value)
  const name = regexName(pattern, ignoreCase)
  const known = room.compiled.get(name)
  if (known) return known
  const compiled = compileRegex(pattern, ignoreCase)
  if ('problem' in compiled) throw new SnapshotError(`is not a regular expression: ${compiled.problem}`)
  room.left -= compiled.programSize()
  if (room.left < 0) throw new SnapshotError('is one regular expression too many; all together are too large')
  room.compiled.set(name, compiled)
  return compiled
}
