import type { AuditLogsRow } from '../../schema/rows.ts'
import type { Queries } from './store.ts'

/** One row of the audit log. */
export interface AuditEntry {
  readonly id: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly flag: string | null
  /** The table. */
  readonly entity: string
  readonly action: string
  readonly actor: string
  readonly databaseUser: string
  readonly commit: string | null
  /** What differs: field → [old, new]. */
  readonly diff: Readonly<Record<string, readonly [unknown, unknown]>>
  /** The row before and after, with the names of what it refers to. */
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

type Raw = Omit<AuditEntry, 'at'> & { readonly at: AuditLogsRow['changed_at'] }

/** The newest changes, the newest first; of one flag when it is named. */
export async function readAudit(
  queries: Queries,
  { flag, limit }: { readonly flag: string | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  const rows = await queries.query<Raw>(
    `SELECT audit_id AS id, changed_at AS at, flag_name AS flag, entity, action, actor, db_user AS "databaseUser",
       commit_sha AS commit, diff, old_values AS before, new_values AS after
     FROM audit_logs WHERE $1::text IS NULL OR flag_name = $1::text ORDER BY audit_id DESC LIMIT $2`,
    [flag ?? null, limit],
  )
  return rows.map(({ at, ...row }) => Object.assign(row, { at: at.toISOString() }))
}
