-- One row per change, written by triggers alone. No foreign key: the trail outlives what it tells of.

CREATE TABLE audit_logs (
  audit_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  flag_id     bigint,
  flag_name   text,
  -- what changed: feature_flags, flag_assignments, flag_rules, flag_environments, flag_dependencies, users, user_groups,
  -- user_group_membership, environments, environment_keys
  entity      text NOT NULL,
  action      text NOT NULL CHECK (action IN ('create', 'update', 'enable', 'archive', 'delete')),
  actor       text NOT NULL,
  db_user     text NOT NULL DEFAULT session_user,
  commit_sha  text,
  txid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
  old_values  jsonb,
  new_values  jsonb,
  -- {"field": [old, new]} of an update, without updated_at; creations and deletions are told whole in new_values, old_values
  diff        jsonb NOT NULL DEFAULT '{}',
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX audit_logs_flag ON audit_logs (flag_name, audit_id);
COMMENT ON TABLE audit_logs IS 'Append-only: who changed what, when, with which commit.';
COMMENT ON COLUMN audit_logs.actor IS 'The git author, or who was named to enable_flag; else the database user.';
COMMENT ON COLUMN audit_logs.db_user IS 'session_user: who was logged in, whatever the actor claims.';
