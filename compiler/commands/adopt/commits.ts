import type { Adoption } from '../../adopt/adopt.ts'
import type { NewCommit } from '../../git/branch.ts'
import { type Person, personIn } from '../../git/person.ts'
import type { Drift } from '../../model/drift.ts'
import { messageOf } from './words.ts'

/** What the commits are made with. */
export interface Surroundings {
  readonly committer: Person
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
  readonly store: string
  /** What was synced last, in short. */
  readonly base: string
}

/**
 * One commit for each actor, in the order of time, each holding what that actor did. What cannot stand without what
 * somebody did later is in the commit of that one.
 * @param adoptAll adopts a part of the drift on its own
 */
export function commitsOf(
  adoption: Adoption,
  { committer, now, store, base }: Surroundings,
  adoptAll: (drift: readonly Drift[]) => Adoption,
): NewCommit[] {
  const commits: NewCommit[] = []
  const done: Drift[] = []
  let pending: Drift[] = []
  let before: Adoption['files'] = new Map()
  const actors = byActor(adoption.adopted)
  for (const [nth, [actor, drift]] of actors.entries()) {
    done.push(...drift)
    pending.push(...drift)
    const isLast = nth === actors.length - 1
    const { files, left } = isLast ? { files: adoption.files, left: [] } : adoptAll(done)
    const changed = new Map([...files].filter(([path, text]) => !before.has(path) || before.get(path) !== text))
    if (left.length > 0 || changed.size === 0) continue
    const author = personIn(actor) ?? committer
    commits.push({ author, at: timeOf(drift) ?? now, message: messageOf(pending, store, base), files: changed })
    pending = []
    before = files
  }
  return commits
}

function byActor(drift: readonly Drift[]): [actor: string, drift: readonly Drift[]][] {
  const actors = new Map<string, Drift[]>()
  const inOrder = drift.toSorted((a, b) => (timeOf([a]) ?? 0) - (timeOf([b]) ?? 0))
  for (const one of inOrder) {
    const actor = one.by?.actor ?? ''
    actors.set(actor, [...(actors.get(actor) ?? []), one])
  }
  return [...actors]
}

/** When the last of it was done; undefined when nobody knows. */
function timeOf(drift: readonly Drift[]): number | undefined {
  const times = drift.flatMap(({ by }) => (by ? [Date.parse(by.at)] : [])).filter((at) => !Number.isNaN(at))
  return times.length === 0 ? undefined : Math.max(...times)
}
