import type { BoardChange, BoardFlag, BoardOrigin } from '../../schema/types.ts'

/**
 * Leaves out of the parts of a flag the change that is the flag's own: most of a board would be the same few commits. A flag
 * one of whose parts nobody is known to have changed tells none itself, so that what is left out is never a guess.
 */
export function withoutRepeats(flag: BoardFlag): BoardFlag {
  const { changed, ...rest } = flag
  if (!changed) return flag
  const written = Object.entries<BoardOrigin>({ ...flag.written })
  if ([...flag.assignments, ...written.map(([, origin]) => origin)].some((part) => !part.changed)) return rest
  return {
    ...flag,
    assignments: flag.assignments.map((one) => without(one, changed)),
    written: Object.fromEntries(written.map(([what, origin]) => [what, without(origin, changed)])),
  }
}

function without<P extends { changed?: BoardChange }>(part: P, own: BoardChange): P {
  if (part.changed?.commit !== own.commit || part.changed.author !== own.author) return part
  const { changed: _, ...rest } = part
  return rest as P
}
