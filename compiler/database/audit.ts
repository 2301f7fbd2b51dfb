import type { AuditLogsRow } from '../../schema/rows.ts'
import type { Queries } from './store.ts'

/** What git told of a commit when it was synced; instants are RFC 3339. */
export interface Origin {
  readonly rawAuthor: string
  readonly committer: string
  readonly contributors: readonly string[]
  readonly subject: string
  readonly authoredAt: string | null
  readonly committedAt: string | null
  /** The commit that brought it into the line that was synced, and who made that; null: it stands on it. */
  readonly landedCommit: string | null
  readonly landedBy: string | null
  readonly reverts: string | null
}

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
  /** The run of sync that wrote it; null: changed outside of git. */
  readonly run: string | null
  /** Who else had a part in the commit; null when it is not known. */
  readonly origin: Origin | null
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
    `SELECT audit_id AS id, changed_at AS at, flag_name AS flag, entity, action, audit_logs.actor, db_user AS "databaseUser",
       commit_sha AS commit, run_id AS run, diff, old_values AS before, new_values AS after,
       CASE WHEN c.commit_sha IS NOT NULL THEN jsonb_build_object(
         'rawAuthor', c.raw_author, 'committer', c.committer, 'contributors', c.contributors, 'subject', c.subject,
         'authoredAt', c.authored_at, 'committedAt', c.committed_at, 'landedCommit', c.landed_commit,
         'landedBy', c.landed_by, 'reverts', c.reverts) END AS origin
     FROM audit_logs LEFT JOIN audit_commits AS c USING (commit_sha) ${flag === undefined ? '' : 'WHERE flag_name = $2'}
     ORDER BY audit_id DESC LIMIT $1`,
    flag === undefined ? [limit] : [limit, flag],
  )
  return rows.map(({ at, ...row }) => Object.assign(row, { at: at.toISOString() }))
}
