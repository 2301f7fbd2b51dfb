import type { Question } from '../../git/attribution.ts'
import type { Repository } from '../../git/repository.ts'
import type { Flag, Model } from '../../model/model.ts'
import { authored } from '../blame/authored.ts'
import { linesOf } from '../blame/flag-lines.ts'

/** The last change to what a flag says. */
export interface Change {
  /** When it came to be as it is, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly author: string
  readonly commit: string
}

/** By flag, its last change in meaning: moving and reformatting are none. */
export async function changesOf(
  { flags }: Model,
  repository: Repository,
  question: Omit<Question, 'asked'>,
): Promise<ReadonlyMap<Flag, Change>> {
  const lines = [...flags.values()].flatMap((flag) => linesOf(flag).map((line) => ({ flag, line })))
  const told = await authored(
    repository,
    question,
    lines.map(({ line }) => line),
  )
  const changes = new Map<Flag, Change>()
  for (const [index, { author }] of told.entries()) {
    const flag = lines[index]?.flag
    if (!flag || !author) continue
    // An old commit counts from when it was rebased or squashed.
    const at = Math.max(author.authoredAt, author.committedAt)
    if (at > (changes.get(flag)?.at ?? -Infinity))
      changes.set(flag, { at, author: author.actor, commit: author.commit })
  }
  return changes
}
