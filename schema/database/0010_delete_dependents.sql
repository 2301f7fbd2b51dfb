-- What hangs on a row goes first, while the row is still there to be named in the trail; the cascading foreign keys would
-- delete it only after the row is gone.

CREATE FUNCTION delete_dependents() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
DECLARE
  dependent text;
BEGIN
  FOREACH dependent IN ARRAY TG_ARGV[1:] LOOP
    EXECUTE format('DELETE FROM %I WHERE %I = ($1 ->> %L)::bigint', dependent, TG_ARGV[0], TG_ARGV[0]) USING to_jsonb(OLD);
  END LOOP;
  RETURN OLD;
END
$$;
REVOKE ALL ON FUNCTION delete_dependents() FROM PUBLIC;

CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON feature_flags FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('flag_id', 'flag_assignments', 'flag_rules', 'flag_environments');
CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON environments FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('env_id', 'flag_assignments', 'flag_rules', 'flag_environments');
CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON users FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('user_id', 'flag_assignments', 'user_group_membership');
CREATE TRIGGER trg_delete_dependents BEFORE DELETE ON user_groups FOR EACH ROW
  EXECUTE FUNCTION delete_dependents('group_id', 'flag_assignments', 'user_group_membership');
