import { stateDigest } from '../database/digest.ts'
import { readState } from '../database/state.ts'
import type { Queries, Store } from '../database/store.ts'
import { readSyncState, type SyncState, writeSyncState } from '../database/sync-state.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import type { Change } from '../model/change.ts'
import type { Part } from '../model/part.ts'
import { type LiveRow, type Rows, tables } from '../model/rows.ts'
import { type Author, partsOf, sign, type Signed } from './actors.ts'
import { apply } from './apply.ts'
import { remainder } from './remainder.ts'

/** What to bring a database to. */
export interface Target {
  /** The full id of the commit. */
  readonly revision: string
  /** Names the content beside the revision: the folder of the flag files. */
  readonly scope: string
  readonly toolVersion: string
  /** Milliseconds to wait for another sync. */
  readonly patience: number
  /** @throws Failure when the revision may not follow this base */
  permit(base: string | null): Promise<void>
  plan(live: Rows<LiveRow>): Change[]
  authors(base: string | null, parts: ReadonlyMap<Part, boolean>): Promise<ReadonlyMap<Part, Author>>
}

export interface Synced {
  /** The revision before. */
  readonly base: string | null
  readonly changes: readonly Signed[]
}

/**
 * Is the database exactly what the last sync of this revision left? Answered from digests: no row is read, and the flag
 * files need not be compiled.
 */
export async function isUntouched(
  queries: Queries,
  target: Omit<Target, 'permit' | 'plan' | 'authors'>,
): Promise<boolean> {
  const state = await readSyncState(queries)
  if (state.revision !== target.revision || state.toolVersion !== target.toolVersion) return false
  return state.contentHash === (await contentHash(queries, target.scope))
}

/**
 * Brings the database to the target in one transaction, or leaves it as it was. Only one sync works at a time, and nobody
 * else writes to the tables meanwhile; reading goes on.
 * @throws Failure exit 4 when the target may not follow, exit 5 when the locks are not to be had
 */
export async function sync(store: Store, target: Target): Promise<Synced> {
  try {
    return await store.transaction((queries) => syncInside(queries, target))
  } catch (error) {
    throw explained(error)
  }
}

async function syncInside(queries: Queries, target: Target): Promise<Synced> {
  await takeLocks(queries, target.patience)
  const state = await readSyncState(queries, true)
  await target.permit(state.revision)
  const live = await readState(queries)
  const changes = target.plan(live)
  const authors = changes.length === 0 ? new Map() : await target.authors(state.revision, partsOf(changes))
  const signed = sign(changes, authors, target.revision)
  if (signed.length > 0) {
    await apply(queries, live, signed)
    await verify(queries, target, live, changes)
  }
  await remember(queries, state, target)
  return { base: state.revision, changes: signed }
}

const lock = 4_837_205_118

async function takeLocks(queries: Queries, patience: number): Promise<void> {
  // compiling a statement to machine code takes longer than running it here
  await queries.query(`SELECT set_config('lock_timeout', $1, true), set_config('jit', 'off', true)`, [`${patience}ms`])
  await queries.query('SELECT pg_advisory_xact_lock($1::bigint)', [lock])
  await queries.execute(`LOCK TABLE ${tables.join(', ')} IN SHARE ROW EXCLUSIVE MODE`)
}

async function verify(
  queries: Queries,
  target: Target,
  live: Rows<LiveRow>,
  changes: readonly Change[],
): Promise<void> {
  const left = await remainder(queries, target, live, changes)
  if (left === undefined) return
  throw new Failure(`after the sync, ${left} would still not be what the flag files say`, {
    exit: Exit.refused,
    help: 'nothing was changed; look for triggers or rules of your own on that table',
  })
}

async function remember(queries: Queries, state: SyncState, target: Target): Promise<void> {
  const { revision, toolVersion, scope } = target
  const hash = await contentHash(queries, scope)
  if (state.revision === revision && state.toolVersion === toolVersion && state.contentHash === hash) return
  await writeSyncState(queries, { revision, toolVersion, contentHash: hash })
}

/** Does the database still hold what the last sync left in it? */
export async function isAsSynced(queries: Queries): Promise<boolean> {
  const { contentHash: left } = await readSyncState(queries)
  return left?.endsWith(`:${await stateDigest(queries)}`) === true
}

async function contentHash(queries: Queries, scope: string): Promise<string> {
  return `${scope}:${await stateDigest(queries)}`
}

function explained(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== '55P03') return error
  return new Failure('another session is writing to these tables, and takes long', {
    exit: Exit.locked,
    help: 'nothing was changed; try again when it is done',
    cause: error,
  })
}
