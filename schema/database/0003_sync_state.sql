-- What was applied last, so that the next sync knows where it stands.

CREATE TABLE sync_state (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  lineage       uuid NOT NULL DEFAULT gen_random_uuid(),
  seq           bigint NOT NULL DEFAULT 0,
  revision      text,
  content_hash  text,
  tool_version  text,
  applied_at    timestamptz
);
INSERT INTO sync_state DEFAULT VALUES;
COMMENT ON TABLE sync_state IS 'One row: the git revision this database was last brought to.';
