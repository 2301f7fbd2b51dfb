import type { AuditCommitsRow } from '../../schema/rows.ts'
import type { Queries } from '../database/store.ts'

/** A row of audit_commits; instants as RFC 3339 text. */
export type CommitRecord = Omit<AuditCommitsRow, 'authored_at' | 'committed_at'> & {
  readonly authored_at: string | null
  readonly committed_at: string | null
}

/** Remembers who had a part in these commits; those that are known stay as they are. */
export async function writeCommits(queries: Queries, commits: readonly CommitRecord[]): Promise<void> {
  if (commits.length === 0) return
  await queries.query(
    `INSERT INTO audit_commits (commit_sha, actor, raw_author, committer, contributors, subject, authored_at,
       committed_at, landed_commit, landed_by, reverts)
     SELECT commit_sha, actor, raw_author, committer, contributors, subject, authored_at, committed_at, landed_commit,
       landed_by, reverts
     FROM jsonb_to_recordset($1::jsonb) AS r(commit_sha text, actor text, raw_author text, committer text,
       contributors text[], subject text, authored_at timestamptz, committed_at timestamptz, landed_commit text,
       landed_by text, reverts text)
     ON CONFLICT (commit_sha) DO NOTHING`,
    [JSON.stringify(commits)],
  )
}
