-- One audit row for each row that a statement created, changed or deleted: one INSERT … SELECT for the whole statement,
-- so that a hundred thousand assignments are audited in one go. Serves every audited table: the columns flag_id, env_id,
-- user_id, group_id, parent_flag_id and child_flag_id mean the same wherever they stand, and are told by name too.

CREATE FUNCTION audit_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET timezone = 'UTC'
AS $$
DECLARE
  columns constant text[] := ARRAY(
    SELECT attname::text FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped
  );
  is_flag constant boolean := TG_TABLE_NAME = 'feature_flags';
  flag_id text := CASE WHEN 'flag_id' = ANY (columns) THEN 'r.flag_id' ELSE 'NULL::bigint' END;
  flag_name text := CASE WHEN is_flag THEN 'r.flag_name' ELSE 'NULL::text' END;
  names text := '';
  joins text := '';
  side text;
  sides text;
BEGIN
  -- only the names this table refers to are looked up: most of the time of a large statement is spent here
  IF 'flag_id' = ANY (columns) AND NOT is_flag THEN
    flag_name := 'f.flag_name';
    names := names || $n$, 'flag_name', f.flag_name$n$;
    joins := joins || ' LEFT JOIN feature_flags AS f ON f.flag_id = r.flag_id';
  END IF;
  IF 'child_flag_id' = ANY (columns) THEN
    flag_id := 'c.flag_id';
    flag_name := 'c.flag_name';
    names := names || $n$, 'parent_flag_name', p.flag_name, 'child_flag_name', c.flag_name$n$;
    joins := joins || ' LEFT JOIN feature_flags AS p ON p.flag_id = r.parent_flag_id
      LEFT JOIN feature_flags AS c ON c.flag_id = r.child_flag_id';
  END IF;
  IF 'env_id' = ANY (columns) AND TG_TABLE_NAME <> 'environments' THEN
    names := names || $n$, 'env_name', e.env_name$n$;
    joins := joins || ' LEFT JOIN environments AS e ON e.env_id = r.env_id';
  END IF;
  IF 'user_id' = ANY (columns) AND TG_TABLE_NAME <> 'users' THEN
    names := names || $n$, 'user_key', u.user_key$n$;
    joins := joins || ' LEFT JOIN users AS u ON u.user_id = r.user_id';
  END IF;
  IF 'group_id' = ANY (columns) AND TG_TABLE_NAME <> 'user_groups' THEN
    names := names || $n$, 'group_name', g.group_name$n$;
    joins := joins || ' LEFT JOIN user_groups AS g ON g.group_id = r.group_id';
  END IF;

  -- The rows of both transition tables come in the same order and are numbered before they are joined to anything, so that
  -- an update of a key still finds its pair.
  side := pg_catalog.format(
    $sql$SELECT r.n, %s AS flag_id, %s AS flag_name,
      jsonb_strip_nulls(pg_catalog.jsonb_build_object(%s)) || (pg_catalog.to_jsonb(r) - '{n,created_at,updated_at}'::text[]) AS v
    FROM (SELECT row_number() OVER () AS n, t.* FROM %%s AS t) AS r%s$sql$,
    flag_id, flag_name, substr(names, 3), joins);
  sides := CASE TG_OP
    WHEN 'INSERT' THEN
      'SELECT n, flag_id, flag_name, NULL::jsonb AS before, v AS after FROM ('
        || pg_catalog.format(side, 'new_rows') || ') AS new'
    WHEN 'DELETE' THEN
      'SELECT n, flag_id, flag_name, v AS before, NULL::jsonb AS after FROM ('
        || pg_catalog.format(side, 'old_rows') || ') AS old'
    ELSE
      'SELECT n, new.flag_id, new.flag_name, old.v AS before, new.v AS after FROM ('
        || pg_catalog.format(side, 'new_rows') || ') AS new JOIN ('
        || pg_catalog.format(side, 'old_rows') || ') AS old USING (n) WHERE old.v <> new.v'
  END;
  EXECUTE pg_catalog.format(
    $sql$
      INSERT INTO audit_logs (flag_id, flag_name, entity, action, actor, commit_sha, old_values, new_values, diff)
      SELECT flag_id, flag_name, $1, $2, $3, $4, before, after,
        CASE WHEN $2 = 'update' THEN audit_diff(before, after) ELSE '{}' END
      FROM (%s) AS pairs
      ORDER BY n
    $sql$, sides)
  USING TG_TABLE_NAME::text,
    CASE TG_OP WHEN 'INSERT' THEN 'create' WHEN 'DELETE' THEN 'delete' ELSE 'update' END,
    audit_actor(), nullif(current_setting('halyard.commit', true), '');
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION audit_rows() FROM PUBLIC;
