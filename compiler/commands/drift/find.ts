import { isPrepared } from '../../database/prepared.ts'
import { readSyncState } from '../../database/sync-state.ts'
import type { Store } from '../../database/store.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { deepen } from '../../git/deepen.ts'
import { resolveCommit } from '../../git/revision.ts'
import type { Drift } from '../../model/drift.ts'
import { isAsLeft, situationOf } from '../../sync/sync.ts'
import { commitOf } from '../sync/base.ts'
import { weigh } from '../sync/prepare.ts'
import { type Work, wishOf } from '../sync/target.ts'

const strict = { rollback: false, diverged: false, massChange: false, empty: false, removal: false }

/**
 * What was changed in the store outside of git since the last sync, against what git wants at HEAD. Every row counts; when
 * none has changed, digests tell, and nothing is compiled. Writes nothing.
 * @throws Failure when the flag files at HEAD have errors, or the commit synced last is not known here
 */
export async function findDrift(
  store: Store,
  { project, repository, world }: Pick<Work, 'project' | 'repository' | 'world'>,
): Promise<readonly Drift[]> {
  return store.transaction(async (queries) => {
    await queries.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    if (!(await isPrepared(queries))) return []
    const state = await readSyncState(queries)
    if (state.drift === 0 && state.revision !== null && (await isAsLeft(queries, state))) return []
    const head = await resolveCommit(repository, 'HEAD')
    await deepen(repository, commitOf(state.revision) ?? undefined, head)
    const work = { project, repository, head, world, policy: { drift: 'keep' as const, allowed: strict } }
    const wish = await wishOf(work)
    if (!wish)
      throw new Failure('drift is compared with what git wants, and the flag files at HEAD have errors', {
        exit: Exit.problems,
      })
    const nobody = async () => undefined
    const unsigned = { ...wish, authors: async () => ({ authors: new Map(), commits: [] }), onlyAuthor: nobody }
    return (await weigh(queries, await situationOf(queries, state), unsigned, 'keep')).drift
  })
}
