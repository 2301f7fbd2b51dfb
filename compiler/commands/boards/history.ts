import type { Changes } from '../../board/changes.ts'
import { webLink } from '../../board/web-link.ts'
import { remoteAddress } from '../../git/fetch.ts'
import { readSignatures } from '../../git/identity.ts'
import type { Committed } from '../committed.ts'
import type { Project } from '../project.ts'
import { changesAt } from './changes.ts'

/** What git tells about a commit. */
export interface History {
  /** When it was made, in milliseconds since 1970-01-01T00:00:00Z, as it says itself; 0 when that is no time. */
  readonly at: number
  /** Where a place can be looked at, with {revision}, {path} and {line} to fill in. */
  readonly source: string | undefined
  /** Undefined where the clone holds only a part of the history. */
  readonly changes: Changes | undefined
}

export async function historyOf(committed: Committed, project: Project): Promise<History> {
  const { repository, head } = committed
  const remote = await remoteAddress(repository)
  const signatures = await readSignatures(repository, head, [head])
  return {
    at: signatures.get(head)?.committedAt ?? 0,
    source: remote === undefined ? undefined : webLink(remote),
    changes: await changesAt(committed, project),
  }
}
