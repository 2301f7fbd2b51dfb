import { readInstant } from '../model/instant.ts'
import type { Yaml } from '../source/edit.ts'
import { Unwritable } from './head.ts'

/** Milliseconds since 1970-01-01T00:00:00Z as people write them: RFC 3339 in UTC, without a fraction that is zero. */
export function instantText(at: number): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime()) || at < Date.UTC(0, 0) || date.getUTCFullYear() > 9999)
    throw new Unwritable(`${at} milliseconds since 1970 are on no calendar`)
  return date.toISOString().replace('.000Z', 'Z')
}

/** The same, in the spelling that stands there already when that is the same instant. */
export function instantLike(at: number, written: Yaml | undefined): string {
  const known = typeof written === 'string' ? readInstant(written) : undefined
  return known && 'at' in known && Math.trunc(known.at) === at ? (written as string) : instantText(at)
}
