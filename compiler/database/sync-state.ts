import type { SyncStateRow } from '../../schema/rows.ts'
import type { Queries } from './store.ts'

/** What a database was last brought to. */
export interface SyncState {
  /** Names this database: another one, restored or made anew, has another. */
  readonly lineage: string
  /** How many syncs changed the database; grows by one with each. */
  readonly seq: number
  /** The git commit; null before the first sync. */
  readonly revision: string | null
  /** What the caller made of the content, to recognise it. */
  readonly contentHash: string | null
  readonly toolVersion: string | null
  /** The newest row of the audit log when the last sync ended; null when it was empty. */
  readonly auditId: string | null
  /** How many rows the last sync left as somebody had changed them outside of git. */
  readonly drift: number
}

type StateRow = Pick<
  SyncStateRow,
  'lineage' | 'seq' | 'revision' | 'content_hash' | 'tool_version' | 'audit_id' | 'drift'
>

/** The state; with `forUpdate`, held against other syncs until the transaction ends. */
export async function readSyncState(queries: Queries, forUpdate = false): Promise<SyncState> {
  const [row] = await queries.query<StateRow>(
    `SELECT lineage, seq, revision, content_hash, tool_version, audit_id, drift
     FROM sync_state${forUpdate ? ' FOR UPDATE' : ''}`,
  )
  return {
    lineage: row?.lineage ?? '',
    seq: Number(row?.seq ?? 0),
    revision: row?.revision ?? null,
    contentHash: row?.content_hash ?? null,
    toolVersion: row?.tool_version ?? null,
    auditId: row?.audit_id ?? null,
    drift: row?.drift ?? 0,
  }
}

/** Writes all but lineage and sequence, which it moves on by one, and remembers the newest row of the audit log. */
export async function writeSyncState(
  queries: Queries,
  state: Omit<SyncState, 'lineage' | 'seq' | 'auditId'>,
): Promise<Pick<SyncState, 'lineage' | 'seq'>> {
  const [row] = await queries.query<Pick<SyncStateRow, 'lineage' | 'seq'>>(
    `INSERT INTO sync_state (seq, revision, content_hash, tool_version, audit_id, drift, applied_at)
     VALUES (1, $1, $2, $3, (SELECT max(audit_id) FROM audit_logs), $4, now())
     ON CONFLICT (only_row) DO UPDATE SET seq = sync_state.seq + 1, revision = excluded.revision,
       content_hash = excluded.content_hash, tool_version = excluded.tool_version, audit_id = excluded.audit_id,
       drift = excluded.drift, applied_at = now()
     RETURNING lineage, seq`,
    [state.revision, state.contentHash, state.toolVersion, state.drift],
  )
  return { lineage: row?.lineage ?? '', seq: Number(row?.seq ?? 1) }
}

/** The newest row of the audit log; null when it is empty. */
export async function newestAudit(queries: Queries): Promise<string | null> {
  const [row] = await queries.query<{ newest: string | null }>('SELECT max(audit_id) AS newest FROM audit_logs')
  return row?.newest ?? null
}
