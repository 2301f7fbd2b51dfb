import { userInfo } from 'node:os'
import { simpleGit } from 'simple-git'
import type { Store } from '../../database/store.ts'
import type { SoundModel } from '../../model/model.ts'
import { desired } from '../../plan/desired.ts'
import { diff } from '../../plan/diff.ts'
import type { Author } from '../../sync/actors.ts'
import { sync } from '../../sync/sync.ts'
import { version } from '../version.ts'

/**
 * Brings the store to what lies on disk, committed or not. The audit log names whoever edits here, and no commit.
 * @returns how many rows were written
 */
export async function syncWorktree(store: Store, model: SoundModel, root: string): Promise<number> {
  const author: Author = { actor: await editor(root), commit: '', order: 1 }
  const wanted = desired(model)
  const { changes } = await sync(store, {
    revision: 'worktree',
    scope: 'worktree',
    toolVersion: version,
    patience: 30_000,
    permit: () => Promise.resolve(),
    plan: (live) => diff(live, wanted),
    authors: (_base, parts) => Promise.resolve(new Map([...parts.keys()].map((part) => [part, author]))),
  })
  return changes.length
}

/** Who would be the author of a commit made here: git's identity, else the account. */
async function editor(root: string): Promise<string> {
  const git = simpleGit(root)
  const [name, email] = await Promise.all([git.getConfig('user.name'), git.getConfig('user.email')])
  return name.value ? `${name.value} <${email.value ?? 'unknown'}>` : userInfo().username
}
