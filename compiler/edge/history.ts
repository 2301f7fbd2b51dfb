import type { Pointer, Publication } from '../../schema/types.ts'
import { limits } from '../../worker/publication/limits.ts'

/** What was served before, once this is; the newest first, each snapshot once. */
export function historyBehind(standing: Pointer | undefined, served: Publication): Publication[] {
  const found = new Map<string, Publication>()
  for (const one of standing ? [standing.served, ...standing.history] : [])
    if (one.sha256 !== served.sha256 && !found.has(one.sha256)) found.set(one.sha256, one)
  return [...found.values()].slice(0, limits.history)
}

/** The SHA-256 of every blob that these name. */
export function blobsOf(publications: readonly Publication[]): Set<string> {
  return new Set(publications.flatMap(({ sha256, board }) => (board ? [sha256, board.sha256] : [sha256])))
}
