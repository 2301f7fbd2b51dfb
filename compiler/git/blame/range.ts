import { changesBetween, type Commit, commitsBetween, type PathChange } from '../history.ts'
import type { Repository } from '../repository.ts'

/** A commit with each of its parents, those on the side of the base first. */
export interface Step {
  readonly commit: string
  /** Grows from parents to children, from 1. */
  readonly order: number
  /** It comes after the base. */
  readonly afterBase: boolean
  readonly sides: readonly Side[]
}

/** One parent of a commit, and the flag files that differ between the two. */
export interface Side {
  readonly parent: string
  /** The base itself, or a commit that comes after it. */
  readonly ofBase: boolean
  readonly inRange: boolean
  readonly changes: readonly PathChange[]
}

export interface Range {
  readonly base: string | undefined
  readonly head: string
}

const [fewest, most] = [64, 2048]

/**
 * The commits that head has and base has not, newest first: a commit stands before all of its parents. They come in
 * batches that grow, since often the newest few answer everything.
 */
export async function* readSteps(repository: Repository, range: Range): AsyncGenerator<readonly Step[]> {
  const commits = await commitsBetween(repository, range.base, range.head)
  const known = new Set(commits.map(({ id }) => id))
  const after = afterBase(commits, range.base)
  const ofBase = (id: string) => id === range.base || after.has(id)
  for (let start = 0, size = fewest; start < commits.length; start += size, size = Math.min(size * 2, most)) {
    const batch = commits.slice(start, start + size)
    const ordered = batch.map(({ id, parents }) => ({
      id,
      parents: [...parents].sort((a, b) => +ofBase(b) - +ofBase(a)),
    }))
    const pairs = ordered.flatMap(({ id, parents }) => parents.map((parent) => [parent, id] as const))
    const changes = (await changesBetween(repository, pairs)).values()
    yield ordered.map(({ id, parents }, index) => ({
      commit: id,
      order: commits.length - start - index,
      afterBase: after.has(id),
      sides: parents.map((parent) => ({
        parent,
        ofBase: ofBase(parent),
        inRange: known.has(parent),
        changes: changes.next().value ?? [],
      })),
    }))
  }
}

function afterBase(commits: readonly Commit[], base: string | undefined): Set<string> {
  const after = new Set<string>()
  for (const { id, parents } of commits.toReversed())
    if (parents.some((parent) => parent === base || after.has(parent))) after.add(id)
  return after
}

/** The versions of files that have to be read to compare both ends of changes. */
export function versionsIn(changes: readonly PathChange[]): string[] {
  return changes.flatMap(({ before, after }) => [before, after]).filter((id) => id !== undefined)
}
