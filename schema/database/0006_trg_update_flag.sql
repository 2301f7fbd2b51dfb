-- After any update on feature_flags, also one that changes nothing, one audit row. This trigger is the only writer of it.

CREATE FUNCTION audit_flag_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET timezone = 'UTC' -- instants in the trail read alike, whoever writes
AS $$
DECLARE
  old_values jsonb := pg_catalog.to_jsonb(OLD) - 'created_at' - 'updated_at';
  new_values jsonb := pg_catalog.to_jsonb(NEW) - 'created_at' - 'updated_at';
BEGIN
  INSERT INTO audit_logs (flag_id, flag_name, entity, action, actor, commit_sha, old_values, new_values, diff)
  VALUES (
    NEW.flag_id, NEW.flag_name, 'feature_flags',
    CASE
      WHEN current_setting('halyard.action', true) = 'enable' THEN 'enable'
      WHEN OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL THEN 'archive'
      ELSE 'update'
    END,
    audit_actor(), nullif(current_setting('halyard.commit', true), ''),
    old_values, new_values, audit_diff(old_values, new_values)
  );
  RETURN NULL;
END
$$;
-- Whoever may attach it to a table of their own could forge the trail.
REVOKE ALL ON FUNCTION audit_flag_update() FROM PUBLIC;

CREATE TRIGGER trg_update_flag AFTER UPDATE ON feature_flags FOR EACH ROW EXECUTE FUNCTION audit_flag_update();
ALTER TABLE feature_flags ENABLE ALWAYS TRIGGER trg_update_flag;
