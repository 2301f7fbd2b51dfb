import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { FileStats } from '../source/document.ts'
import { limits } from './intake.ts'

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants

/**
 * Reads regular files, never through a link, one byte further than a file may be long. What comes back lives until the
 * next file is read: all share one buffer.
 * @throws Error of the file system
 */
export type Reader = (path: string) => WasRead

export interface WasRead {
  readonly bytes: Uint8Array
  /** What the disk said before. */
  readonly stats: FileStats
  /** When it was asked, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
}

/** Reads are synchronous: for many small files that is three times as fast. */
export function reader(): Reader {
  const buffer = new Uint8Array(limits.fileBytes + 1)
  return (path) => {
    const at = Date.now()
    const handle = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      const stats = fstatSync(handle)
      if (!stats.isFile()) throw Object.assign(new Error(path), { code: 'not a regular file' })
      return { bytes: buffer.subarray(0, fill(handle, buffer, stats.size)), stats, at }
    } finally {
      closeSync(handle)
    }
  }
}

/** At its size a file ends, unless it grows meanwhile: most are read in one go. */
function fill(handle: number, buffer: Uint8Array, size: number): number {
  let filled = 0
  for (let more = 1; more > 0 && filled < buffer.length; filled += more) {
    more = readSync(handle, buffer, filled, buffer.length - filled, null)
    if (filled + more === size) return size
  }
  return filled
}
