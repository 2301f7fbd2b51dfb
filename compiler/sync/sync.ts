import { stateDigest } from '../database/digest.ts'
import { readState } from '../database/state.ts'
import type { Queries, Store } from '../database/store.ts'
import { newestAudit, readSyncState, type SyncState, writeSyncState } from '../database/sync-state.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import type { Change } from '../model/change.ts'
import type { Drift } from '../model/drift.ts'
import type { Signed } from '../model/plan.ts'
import type { LiveRow, Rows, WantedRow } from '../model/rows.ts'
import { apply } from './apply.ts'
import { type CommitRecord, writeCommits } from './commits.ts'
import { isSafeToRepeat, takeLocks, tooBusy } from './locks.ts'
import { remainder } from './remainder.ts'
import { beginRun, endRun } from './runs.ts'

/** What a database holds, and what is known of how it came to that. */
export interface Situation {
  readonly state: SyncState
  readonly live: Rows<LiveRow>
  /** True: every row is as the last sync left it, and that was what git said. */
  readonly isAsSynced: boolean
}

/** What a sync is about to do. */
export interface Prepared {
  /** The rows the database holds afterwards. */
  readonly goal: Rows<WantedRow>
  readonly changes: readonly Signed[]
  /** What was changed outside of git, and is left as it is. */
  readonly drift: readonly Drift[]
  readonly checksum: string
  /** Whoever had a part in the commits that the changes name. */
  readonly commits: readonly CommitRecord[]
}

/** What to bring a database to. */
export interface Target {
  /** The full id of the commit. */
  readonly revision: string
  /** Names the content beside the revision: the folder of the flag files. */
  readonly scope: string
  readonly toolVersion: string
  /** Milliseconds to wait for another sync. */
  readonly patience: number
  /** Who runs it. */
  readonly runBy: string
  /** @throws Failure when the revision may not follow this base */
  permit(base: string | null): Promise<void>
  /** @throws Failure when a rail refuses what would be done */
  prepare(situation: Situation, queries: Queries): Promise<Prepared>
  /** What would still have to change, for the proof that nothing has. */
  diff(live: Rows, goal: Rows<WantedRow>): Change[]
  /** Called as rows are written; a rejection rolls back. */
  progress?(done: number, total: number): Promise<void>
}

export interface Synced extends Omit<Prepared, 'goal' | 'commits'> {
  /** The revision before. */
  readonly base: string | null
}

/** How often a plan is made anew when the database says that others came in between. */
const attempts = 5

/**
 * Is the database what the last sync of this revision left? Answered from two index entries: no row is read, and the flag
 * files need not be compiled. Undefined when it is not, or when that is not known; else how many rows were left drifted.
 */
export async function settledDrift(
  queries: Queries,
  target: Pick<Target, 'revision' | 'scope' | 'toolVersion'>,
): Promise<number | undefined> {
  const state = await readSyncState(queries)
  if (state.revision !== target.revision || state.toolVersion !== target.toolVersion) return undefined
  if (state.contentHash?.startsWith(`${target.scope}:`) !== true) return undefined
  return (await newestAudit(queries)) === state.auditId ? state.drift : undefined
}

/**
 * Brings the database to the target in one transaction, or leaves it as it was. Only one sync works at a time, and nobody
 * else writes to the tables meanwhile; reading goes on.
 * @throws Failure exit 4 when the target may not follow or a rail refuses, exit 5 when the locks are not to be had
 */
export async function sync(store: Store, target: Target): Promise<Synced> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await store.transaction((queries) => syncInside(queries, target))
    } catch (error) {
      if (attempt === attempts || !isSafeToRepeat(error)) throw tooBusy(error)
    }
}

/** Reads the situation; inside the transaction that acts on it. */
export async function situationOf(queries: Queries, state: SyncState): Promise<Situation> {
  const isAsSynced = state.drift === 0 && (await isAsLeft(queries, state))
  return { state, live: await readState(queries), isAsSynced }
}

/** Does the database still hold what the last sync left in it, drift and all? Every row counts. */
export async function isAsLeft(queries: Queries, { contentHash }: SyncState): Promise<boolean> {
  return contentHash?.endsWith(`:${await stateDigest(queries)}`) === true
}

async function syncInside(queries: Queries, target: Target): Promise<Synced> {
  await takeLocks(queries, target.patience)
  const state = await readSyncState(queries, true)
  await target.permit(state.revision)
  const situation = await situationOf(queries, state)
  const prepared = await target.prepare(situation, queries)
  const { changes, drift, checksum, commits } = prepared
  const run = changes.length > 0 ? await beginRun(queries) : undefined
  if (run) {
    await writeCommits(queries, commits)
    await apply(queries, situation.live, changes, target.progress?.bind(target))
    await verify(queries, target, prepared, situation.live)
  }
  const left = await remember(queries, state, target, drift.length)
  if (left) {
    const done = { ...left, base: state.revision, target, changes, drift: drift.length, checksum }
    await endRun(queries, run ?? (await beginRun(queries)), done)
  }
  return { base: state.revision, changes, drift, checksum }
}

async function verify(
  queries: Queries,
  target: Target,
  { goal, changes }: Prepared,
  live: Rows<LiveRow>,
): Promise<void> {
  const left = await remainder(
    queries,
    (now) => target.diff(now, goal),
    live,
    changes.map(({ change }) => change),
  )
  if (left === undefined) return
  throw new Failure(`after the sync, ${left} would still not be what the flag files say`, {
    exit: Exit.refused,
    help: 'nothing was changed; look for triggers or rules of your own on that table',
  })
}

/** Undefined when nothing is different. */
async function remember(
  queries: Queries,
  state: SyncState,
  { revision, toolVersion, scope }: Target,
  drift: number,
): Promise<{ lineage: string; seq: number } | undefined> {
  const contentHash = `${scope}:${await stateDigest(queries)}`
  const isSame = state.revision === revision && state.toolVersion === toolVersion && state.contentHash === contentHash
  if (isSame && state.drift === drift && state.auditId === (await newestAudit(queries))) return undefined
  return writeSyncState(queries, { revision, toolVersion, contentHash, drift })
}
