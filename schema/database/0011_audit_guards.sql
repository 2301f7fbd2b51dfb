-- The trail is append-only and written by triggers alone, and no audited table can be emptied behind its back. Statement
-- triggers, so that even a statement that would touch no row is refused; ALWAYS, so that replication mode is no way round.

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  -- Depth 1: this guard itself, so the INSERT was written by hand; the audit triggers insert one level deeper, and as the
  -- owner of the table. A trigger somebody wrote for a table of their own is as deep, but runs as its caller.
  IF TG_OP = 'INSERT' AND pg_trigger_depth() > 1
    AND current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class AS c WHERE c.oid = TG_RELID) THEN
    RETURN NULL;
  END IF;
  IF TG_TABLE_NAME = 'audit_logs' THEN
    RAISE insufficient_privilege USING
      MESSAGE = pg_catalog.format('audit_logs is append-only: %s is refused', TG_OP),
      HINT = 'The audit triggers alone write to it, and nothing is ever changed or removed.';
  END IF;
  RAISE insufficient_privilege USING
    MESSAGE = pg_catalog.format('%s is audited row by row: TRUNCATE is refused', TG_TABLE_NAME),
    HINT = pg_catalog.format('DELETE FROM %s leaves a trail.', TG_TABLE_NAME);
END
$$;

CREATE TRIGGER trg_append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON audit_logs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_logs ENABLE ALWAYS TRIGGER trg_append_only;
REVOKE ALL ON audit_logs FROM PUBLIC;

DO $$
DECLARE
  audited text;
BEGIN
  FOREACH audited IN ARRAY ARRAY[
    'feature_flags', 'users', 'user_groups', 'user_group_membership', 'environments', 'environment_keys',
    'flag_assignments', 'flag_rules', 'flag_environments', 'flag_dependencies'
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER trg_no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', audited);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER trg_no_truncate', audited);
  END LOOP;
END
$$;
