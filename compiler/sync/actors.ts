import type { Change } from '../model/change.ts'
import type { Part } from '../model/part.ts'

/** Who is behind a part of the flag files, and with which commit; `order` grows from parents to children. */
export interface Author {
  readonly actor: string
  readonly commit: string
  readonly order: number
}

/** A change with the actor and the commit its audit row will name. */
export interface Signed extends Author {
  readonly change: Change
}

/** Who is named when no commit explains a change: something was altered in the database by hand, and is set right. */
export const syncIdentity = 'halyard sync'

/** The parts that may explain these changes, and whether the flag files still have them. */
export function partsOf(changes: readonly Change[]): Map<Part, boolean> {
  const parts = new Map<Part, boolean>()
  for (const { parts: explaining, after } of changes)
    for (const part of explaining) if (parts.get(part) !== true) parts.set(part, after !== undefined)
  return parts
}

/** Signs each change with the author of the first part that explains it. */
export function sign(changes: readonly Change[], authors: ReadonlyMap<Part, Author>, revision: string): Signed[] {
  const nobody: Author = { actor: syncIdentity, commit: revision, order: Number.MAX_SAFE_INTEGER }
  return changes.map((change) => {
    const { actor, commit, order } = authorOf(change, authors) ?? nobody
    return { change, actor, commit, order }
  })
}

function authorOf(change: Change, authors: ReadonlyMap<Part, Author>): Author | undefined {
  for (const part of change.parts) {
    const author = authors.get(part)
    if (author && explains(author, change)) return author
  }
  return undefined
}

/** The commit that began the history cannot have removed anything. */
function explains(author: Author, { after }: Change): boolean {
  return after !== undefined || author.order > 0
}
