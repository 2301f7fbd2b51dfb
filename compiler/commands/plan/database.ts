import { openStore } from '../../database/connect.ts'
import { isPrepared } from '../../database/prepared.ts'
import type { Queries } from '../../database/store.ts'
import { readSyncState, type SyncState } from '../../database/sync-state.ts'
import { deepen } from '../../git/deepen.ts'
import type { Plan } from '../../model/plan.ts'
import { emptyRows } from '../../model/rows.ts'
import { type Situation, situationOf } from '../../sync/sync.ts'
import { commitOf, lineageRefusal } from '../sync/base.ts'
import { weigh } from '../sync/prepare.ts'
import { type Work, wishOf } from '../sync/target.ts'
import { complete, type Times } from './complete.ts'

/**
 * What a sync would do to the store, from one reading of it that writes nothing; undefined when the flag files have errors,
 * which are on stderr then.
 */
export async function planAgainstStore(
  work: Work,
  times: Times,
  schema: string | undefined,
): Promise<Plan | undefined> {
  const { project, repository, head, policy, world } = work
  const wish = await wishOf(work)
  if (!wish) return undefined
  const { env, signal } = world
  const store = await openStore({ root: project.root, env, schema, signal })
  try {
    return await store.transaction(async (queries) => {
      await queries.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const situation = await situationIn(queries)
      const base = situation.state.revision
      await deepen(repository, commitOf(base) ?? undefined, head)
      const refusal = await lineageRefusal(repository, base, head, policy.allowed)
      const weighed = await weigh(queries, situation, wish, policy.drift)
      const refusals = refusal ? [refusal, ...weighed.refusals] : weighed.refusals
      const ends = { kind: 'database', store: store.name, base, target: head } as const
      return complete(work, { ends, ...weighed, refusals, before: situation.live }, wish, times)
    })
  } finally {
    await store.close()
  }
}

const unsynced: SyncState = {
  lineage: '',
  seq: 0,
  revision: null,
  contentHash: null,
  toolVersion: null,
  auditId: null,
  drift: 0,
}

/** A database without our tables is one that nothing was synced to. */
async function situationIn(queries: Queries): Promise<Situation> {
  if (!(await isPrepared(queries))) return { state: unsynced, live: emptyRows(), isAsSynced: false }
  return situationOf(queries, await readSyncState(queries))
}
