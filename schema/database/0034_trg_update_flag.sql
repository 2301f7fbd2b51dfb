-- The trigger after any update on feature_flags, once for a statement instead of once for a row: the same rows in the trail,
-- also for an update that changes nothing, and a thousand flags are told in one go.

CREATE FUNCTION audit_flag_updates() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET timezone = 'UTC'
AS $$
DECLARE
  is_enabling constant boolean := coalesce(current_setting('halyard.action', true) = 'enable', false);
BEGIN
  -- The rows of both transition tables come in the same order, so that an update of a key still finds its pair.
  INSERT INTO audit_logs (flag_id, flag_name, entity, action, actor, commit_sha, old_values, new_values, diff)
  SELECT
    n.flag_id, n.flag_name, 'feature_flags',
    CASE
      WHEN is_enabling THEN 'enable'
      WHEN o.archived_at IS NULL AND n.archived_at IS NOT NULL THEN 'archive'
      ELSE 'update'
    END,
    actor, commit_sha, o.v, n.v,
    (
      SELECT coalesce(pg_catalog.jsonb_object_agg(key, pg_catalog.jsonb_build_array(was.value, now.value)), '{}')
      FROM jsonb_each(o.v) AS was JOIN jsonb_each(n.v) AS now USING (key)
      WHERE was.value <> now.value
    )
  FROM (SELECT audit_actor() AS actor, nullif(current_setting('halyard.commit', true), '') AS commit_sha) AS who,
    (
      SELECT row_number() OVER () AS nth, flag_id, flag_name, archived_at,
        pg_catalog.to_jsonb(r) - '{created_at,updated_at}'::text[] AS v FROM new_rows AS r
    ) AS n
    JOIN (
      SELECT row_number() OVER () AS nth, archived_at,
        pg_catalog.to_jsonb(r) - '{created_at,updated_at}'::text[] AS v FROM old_rows AS r
    ) AS o USING (nth)
  ORDER BY nth;
  RETURN NULL;
END
$$;
-- Whoever may attach it to a table of their own could forge the trail.
REVOKE ALL ON FUNCTION audit_flag_updates() FROM PUBLIC;

DROP TRIGGER trg_update_flag ON feature_flags;
DROP FUNCTION audit_flag_update();
CREATE TRIGGER trg_update_flag AFTER UPDATE ON feature_flags REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_flag_updates();
ALTER TABLE feature_flags ENABLE ALWAYS TRIGGER trg_update_flag;
