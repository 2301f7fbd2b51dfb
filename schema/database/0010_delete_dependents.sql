-- What hangs on a row goes first, while the row is still there to be named in the trail; the cascading foreign keys would
-- delete it only after the row is gone.

CREATE FUNCTION delete_dependents() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
DECLARE
  dependent text;
  id_column constant text := TG_ARGV[0];
BEGIN
  FOREACH dependent IN ARRAY TG_ARGV[1:] LOOP
    EXECUTE pg_catalog.format('DELETE FROM %I WHERE %I = ($1 ->> %L)::bigint', dependent,
      -- A flag goes with what it depends on; the foreign key keeps it while others depend on it.
      CASE dependent WHEN 'flag_dependencies' THEN 'child_flag_id' ELSE id_column END, id_column)
    USING pg_catalog.to_jsonb(OLD);
  END LOOP;
  RETURN OLD;
END
$$;
REVOKE ALL ON FUNCTION delete_dependents() FROM PUBLIC;

CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON feature_flags FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('flag_id', 'flag_assignments', 'flag_rules', 'flag_environments', 'flag_dependencies');
CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON environments FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('env_id', 'flag_assignments', 'flag_rules', 'flag_environments', 'environment_keys');
CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON users FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('user_id', 'flag_assignments', 'user_group_membership');
CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON user_groups FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('group_id', 'flag_assignments', 'user_group_membership');
