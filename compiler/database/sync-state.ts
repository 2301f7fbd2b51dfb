import type { SyncStateRow } from '../../schema/rows.ts'
import type { Queries } from './store.ts'

/** What a database was last brought to. */
export interface SyncState {
  /** How many syncs changed the database; grows by one with each. */
  readonly seq: number
  /** The git commit; null before the first sync. */
  readonly revision: string | null
  /** What the caller made of the content, to recognise it. */
  readonly contentHash: string | null
  readonly toolVersion: string | null
}

type StateRow = Pick<SyncStateRow, 'seq' | 'revision' | 'content_hash' | 'tool_version'>

/** The state; with `forUpdate`, held against other syncs until the transaction ends. */
export async function readSyncState(queries: Queries, forUpdate = false): Promise<SyncState> {
  const [row] = await queries.query<StateRow>(
    `SELECT seq, revision, content_hash, tool_version FROM sync_state${forUpdate ? ' FOR UPDATE' : ''}`,
  )
  return {
    seq: Number(row?.seq ?? 0),
    revision: row?.revision ?? null,
    contentHash: row?.content_hash ?? null,
    toolVersion: row?.tool_version ?? null,
  }
}

export async function writeSyncState(queries: Queries, state: Omit<SyncState, 'seq'>): Promise<void> {
  await queries.query(
    `INSERT INTO sync_state (seq, revision, content_hash, tool_version, applied_at) VALUES (1, $1, $2, $3, now())
     ON CONFLICT (only_row) DO UPDATE SET seq = sync_state.seq + 1, revision = excluded.revision,
       content_hash = excluded.content_hash, tool_version = excluded.tool_version, applied_at = now()`,
    [state.revision, state.contentHash, state.toolVersion],
  )
}
