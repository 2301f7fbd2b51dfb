-- One audit row for each row that a statement created, changed or deleted: one INSERT … SELECT for the whole statement,
-- so that a hundred thousand assignments are audited in one go. Serves every audited table: the columns flag_id, env_id,
-- user_id, group_id, parent_flag_id and child_flag_id mean the same wherever they stand, and are told by name too.

CREATE FUNCTION audit_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET timezone = 'UTC'
AS $$
DECLARE
  -- The rows of both transition tables come in the same order, so that an update of a key still finds its pair.
  old_side constant text := 'SELECT row_number() OVER () AS n, true AS is_old, pg_catalog.to_jsonb(r) AS v FROM old_rows AS r';
  new_side constant text := 'SELECT row_number() OVER () AS n, false AS is_old, pg_catalog.to_jsonb(r) AS v FROM new_rows AS r';
  sides constant text := CASE TG_OP
    WHEN 'INSERT' THEN new_side
    WHEN 'DELETE' THEN old_side
    ELSE old_side || ' UNION ALL ' || new_side
  END;
  pairs constant text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT n, flag_id, flag_name, NULL::jsonb AS before, v AS after FROM named'
    WHEN 'DELETE' THEN 'SELECT n, flag_id, flag_name, v AS before, NULL::jsonb AS after FROM named'
    ELSE 'SELECT n, new.flag_id, new.flag_name, old.v AS before, new.v AS after
          FROM named AS new JOIN named AS old USING (n) WHERE old.is_old AND NOT new.is_old AND old.v <> new.v'
  END;
BEGIN
  EXECUTE pg_catalog.format(
    $sql$
      WITH sides AS (%s),
      named AS (
        SELECT s.n, s.is_old, coalesce(c.flag_id, (s.v ->> 'flag_id')::bigint) AS flag_id,
          coalesce(s.v ->> 'flag_name', f.flag_name, c.flag_name) AS flag_name,
          jsonb_strip_nulls(pg_catalog.jsonb_build_object(
            'flag_name', f.flag_name, 'parent_flag_name', p.flag_name, 'child_flag_name', c.flag_name,
            'env_name', e.env_name, 'user_key', u.user_key, 'group_name', g.group_name
          )) || (s.v - '{created_at,updated_at}'::text[]) AS v
        FROM sides AS s
        LEFT JOIN feature_flags AS f ON f.flag_id = (s.v ->> 'flag_id')::bigint
        LEFT JOIN feature_flags AS p ON p.flag_id = (s.v ->> 'parent_flag_id')::bigint
        LEFT JOIN feature_flags AS c ON c.flag_id = (s.v ->> 'child_flag_id')::bigint
        LEFT JOIN environments AS e ON e.env_id = (s.v ->> 'env_id')::bigint
        LEFT JOIN users AS u ON u.user_id = (s.v ->> 'user_id')::bigint
        LEFT JOIN user_groups AS g ON g.group_id = (s.v ->> 'group_id')::bigint
      )
      INSERT INTO audit_logs (flag_id, flag_name, entity, action, actor, commit_sha, old_values, new_values, diff)
      SELECT flag_id, flag_name, $1, $2, $3, $4, before, after,
        CASE WHEN $2 = 'update' THEN audit_diff(before, after) ELSE '{}' END
      FROM (%s) AS pairs
      ORDER BY n
    $sql$, sides, pairs)
  USING TG_TABLE_NAME::text,
    CASE TG_OP WHEN 'INSERT' THEN 'create' WHEN 'DELETE' THEN 'delete' ELSE 'update' END,
    audit_actor(), nullif(current_setting('halyard.commit', true), '');
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION audit_rows() FROM PUBLIC;
