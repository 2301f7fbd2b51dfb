-- The commits that audit_logs names, with everybody who had a part in them, as git told it when they were synced.

CREATE TABLE audit_commits (
  commit_sha     text PRIMARY KEY,
  actor          text NOT NULL,
  raw_author     text NOT NULL,
  committer      text NOT NULL,
  contributors   text[] NOT NULL DEFAULT '{}',
  subject        text NOT NULL,
  authored_at    timestamptz,
  committed_at   timestamptz,
  landed_commit  text,
  landed_by      text,
  reverts        text
);
COMMENT ON TABLE audit_commits IS 'Append-only: who made the commits that audit_logs names. Dates are what the commits claim.';
COMMENT ON COLUMN audit_commits.actor IS 'The author after .mailmap, as in audit_logs.';
COMMENT ON COLUMN audit_commits.raw_author IS 'The author as the commit has it.';
COMMENT ON COLUMN audit_commits.contributors IS 'Co-authors, and the authors of commits that broke the file for a while.';
COMMENT ON COLUMN audit_commits.landed_commit IS 'The commit that brought this one into the line that was synced; null: it stands on it.';

CREATE FUNCTION refuse_rewriting() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  RAISE insufficient_privilege USING
    MESSAGE = pg_catalog.format('%s is append-only: %s is refused', TG_TABLE_NAME, TG_OP),
    HINT = 'Only sync writes to it, and nothing is ever changed or removed.';
END
$$;

CREATE TRIGGER trg_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_commits
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE audit_commits ENABLE ALWAYS TRIGGER trg_append_only;
CREATE TRIGGER trg_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sync_runs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE sync_runs ENABLE ALWAYS TRIGGER trg_append_only;
