import type { Store } from '../../database/store.ts'
import type { SoundModel } from '../../model/model.ts'
import { desired } from '../../plan/desired.ts'
import { diff } from '../../plan/diff.ts'
import { sync } from '../../sync/sync.ts'
import type { World } from '../command.ts'
import type { Project } from '../project.ts'
import { version } from '../version.ts'
import { worktreeAuthors } from './authors.ts'

/**
 * Brings the store to what lies on disk, committed or not.
 * @returns how many rows were written
 */
export async function syncWorktree(store: Store, model: SoundModel, project: Project, world: World): Promise<number> {
  const wanted = desired(model)
  const { changes } = await sync(store, {
    revision: 'worktree',
    scope: 'worktree',
    toolVersion: version,
    patience: 30_000,
    permit: () => Promise.resolve(),
    plan: (live) => diff(live, wanted),
    authors: (_base, parts) => worktreeAuthors(project, model, parts, world),
  })
  return changes.length
}
