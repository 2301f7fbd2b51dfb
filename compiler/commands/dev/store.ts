import type { Store } from '../../database/store.ts'
import type { Rows, WantedRow } from '../../model/rows.ts'
import { diff } from '../../plan/diff.ts'
import { sync } from '../../sync/sync.ts'
import type { Project } from '../project.ts'
import { version } from '../version.ts'
import { worktreeAuthors } from './authors.ts'
import type { Committed } from './committed.ts'

/**
 * Brings the store to what lies on disk, committed or not; `wanted` are the rows it asks for.
 * @returns how many rows were written
 */
export async function syncWorktree(
  store: Store,
  wanted: Rows<WantedRow>,
  project: Project,
  committed: () => Promise<Committed | undefined>,
): Promise<number> {
  const { changes } = await sync(store, {
    revision: 'worktree',
    scope: 'worktree',
    toolVersion: version,
    patience: 30_000,
    permit: () => Promise.resolve(),
    plan: (live) => diff(live, wanted),
    authors: async (_base, parts) => worktreeAuthors(project, wanted, parts, await committed()),
  })
  return changes.length
}
