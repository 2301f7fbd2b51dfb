import type { Repository } from './repository.ts'
import { versionAt } from './tree.ts'

/** Does `.mailmap`, which says whose commits are whose, differ between two commits? Whoever changes it may hide behind another name. */
export async function isMailmapChanged(repository: Repository, base: string, head: string): Promise<boolean> {
  const [before, after] = await Promise.all([base, head].map((commit) => versionAt(repository, commit, '.mailmap')))
  return before !== after
}
