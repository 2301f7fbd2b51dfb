import { sha256Hex } from './publication/sha256.ts'

/**
 * A tag over the body itself: context, time and configuration all change it, and nothing else does. A tag over the
 * configuration alone would let a client keep the answers of another user.
 */
export async function entityTag(body: Uint8Array): Promise<string> {
  return `"${(await sha256Hex(body)).slice(0, 32)}"`
}

/** Weak comparison with an If-None-Match header: lists, `*`, and tags that lost their quotes or gained a `W/` on the way. */
export function matches(header: string | null, tag: string): boolean {
  if (header === null) return false
  const wanted = bare(tag)
  return header.split(',').some((candidate) => candidate.trim() === '*' || bare(candidate) === wanted)
}

function bare(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1')
}
