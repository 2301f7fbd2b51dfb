import type { Store } from '../../database/store.ts'
import type { Rows, WantedRow } from '../../model/rows.ts'
import { diff } from '../../plan/diff.ts'
import { sync } from '../../sync/sync.ts'
import type { Project } from '../project.ts'
import { signedPlan } from '../sync/prepare.ts'
import { version } from '../version.ts'
import { worktreeAuthors } from './authors.ts'
import type { CommittedRows } from './committed.ts'
import { editorOf } from '../../git/editor.ts'

/**
 * Brings the store to what lies on disk, committed or not; `wanted` are the rows it asks for. Whatever was changed in the
 * store by hand gives way.
 * @returns how many rows were written
 */
export async function syncWorktree(
  store: Store,
  wanted: Rows<WantedRow>,
  project: Project,
  committed: () => Promise<CommittedRows | undefined>,
): Promise<number> {
  const editor = await editorOf(project.root)
  const { changes } = await sync(store, {
    revision: 'worktree',
    scope: 'worktree',
    toolVersion: version,
    patience: 30_000,
    runBy: editor,
    permit: () => Promise.resolve(),
    diff,
    prepare: ({ live, state }) =>
      signedPlan(
        live,
        wanted,
        {
          revision: 'worktree',
          authors: async (_base, asked) => worktreeAuthors(project, wanted, { asked, editor }, await committed()),
        },
        { base: state.revision, target: 'worktree' },
      ),
  })
  return changes.length
}
