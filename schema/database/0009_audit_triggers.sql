-- Every audited table but the updates of feature_flags, which trg_update_flag tells row by row. ALWAYS: a session in
-- replication mode does not get past the trail.

DO $$
DECLARE
  audited text;
BEGIN
  FOREACH audited IN ARRAY ARRAY[
    'feature_flags', 'users', 'user_groups', 'user_group_membership', 'environments', 'environment_keys',
    'flag_assignments', 'flag_rules', 'flag_environments', 'flag_dependencies'
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER trg_audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
         FOR EACH STATEMENT EXECUTE FUNCTION audit_rows()', audited);
    EXECUTE format(
      'CREATE TRIGGER trg_audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
         FOR EACH STATEMENT EXECUTE FUNCTION audit_rows()', audited);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER trg_audit_insert', audited);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER trg_audit_delete', audited);
    CONTINUE WHEN audited = 'feature_flags';
    EXECUTE format(
      'CREATE TRIGGER trg_audit_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
         FOR EACH STATEMENT EXECUTE FUNCTION audit_rows()', audited);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER trg_audit_update', audited);
  END LOOP;
END
$$;
