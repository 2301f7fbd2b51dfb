-- The same rows in the trail as before, for less: each value is put together once, and only an update has two sides to pair.

CREATE OR REPLACE FUNCTION audit_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET timezone = 'UTC'
AS $$
DECLARE
  columns constant text[] := ARRAY(
    SELECT attname::text FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped ORDER BY attnum
  );
  is_flag constant boolean := TG_TABLE_NAME = 'feature_flags';
  flag_id text := CASE WHEN 'flag_id' = ANY (columns) THEN 'r.flag_id' ELSE 'NULL::bigint' END;
  flag_name text := CASE WHEN is_flag THEN 'r.flag_name' ELSE 'NULL::text' END;
  -- what is told of every row, and what only when there is something to tell
  told text;
  names text := '';
  joins text := '';
  side text;
  -- before they are joined to anything: the trail keeps the order in which rows were written
  numbered constant text := '(SELECT row_number() OVER () AS n, t.* FROM %s AS t)';
BEGIN
  SELECT string_agg(pg_catalog.format('%L, r.%I', name, name), ', ') INTO told
  FROM unnest(columns) AS name WHERE name NOT IN ('created_at', 'updated_at');
  -- only the names this table refers to are looked up: most of the time of a large statement is spent here
  IF 'flag_id' = ANY (columns) AND NOT is_flag THEN
    flag_name := 'f.flag_name';
    told := told || $n$, 'flag_name', f.flag_name$n$;
    joins := joins || ' LEFT JOIN feature_flags AS f ON f.flag_id = r.flag_id';
  END IF;
  IF 'child_flag_id' = ANY (columns) THEN
    flag_id := 'c.flag_id';
    flag_name := 'c.flag_name';
    told := told || $n$, 'parent_flag_name', p.flag_name, 'child_flag_name', c.flag_name$n$;
    joins := joins || ' LEFT JOIN feature_flags AS p ON p.flag_id = r.parent_flag_id
      LEFT JOIN feature_flags AS c ON c.flag_id = r.child_flag_id';
  END IF;
  IF 'env_id' = ANY (columns) AND TG_TABLE_NAME <> 'environments' THEN
    told := told || $n$, 'env_name', e.env_name$n$;
    joins := joins || ' LEFT JOIN environments AS e ON e.env_id = r.env_id';
  END IF;
  IF 'user_id' = ANY (columns) AND TG_TABLE_NAME <> 'users' THEN
    names := names || $n$ || CASE WHEN u.user_key IS NULL THEN '{}' ELSE pg_catalog.jsonb_build_object('user_key', u.user_key) END$n$;
    joins := joins || ' LEFT JOIN users AS u ON u.user_id = r.user_id';
  END IF;
  IF 'group_id' = ANY (columns) AND TG_TABLE_NAME <> 'user_groups' THEN
    names := names || $n$ || CASE WHEN g.group_name IS NULL THEN '{}' ELSE pg_catalog.jsonb_build_object('group_name', g.group_name) END$n$;
    joins := joins || ' LEFT JOIN user_groups AS g ON g.group_id = r.group_id';
  END IF;
  side := pg_catalog.format('%s AS flag_id, %s AS flag_name, pg_catalog.jsonb_build_object(%s)%s AS v FROM %%s AS r%s',
    flag_id, flag_name, told, names, joins);

  IF TG_OP <> 'UPDATE' THEN
    EXECUTE 'INSERT INTO audit_logs (flag_id, flag_name, entity, action, actor, commit_sha, old_values, new_values)
      SELECT flag_id, flag_name, $1, $2, $3, $4, CASE WHEN $2 = ''delete'' THEN v END, CASE WHEN $2 = ''create'' THEN v END
      FROM (SELECT r.n, ' || pg_catalog.format(side, pg_catalog.format(numbered,
        CASE TG_OP WHEN 'INSERT' THEN 'new_rows' ELSE 'old_rows' END)) || ') AS side ORDER BY n'
    USING TG_TABLE_NAME::text, CASE TG_OP WHEN 'INSERT' THEN 'create' ELSE 'delete' END,
      audit_actor(), nullif(current_setting('halyard.commit', true), '');
    RETURN NULL;
  END IF;

  -- The rows of both transition tables come in the same order, so that an update of a key still finds its pair.
  EXECUTE pg_catalog.format(
    $sql$
      INSERT INTO audit_logs (flag_id, flag_name, entity, action, actor, commit_sha, old_values, new_values, diff)
      SELECT new.flag_id, new.flag_name, $1, 'update', $2, $3, old.v, new.v, audit_diff(old.v, new.v)
      FROM (SELECT r.n, %s) AS new JOIN (SELECT r.n, %s) AS old USING (n)
      WHERE old.v <> new.v
      ORDER BY n
    $sql$,
    pg_catalog.format(side, pg_catalog.format(numbered, 'new_rows')),
    pg_catalog.format(side, pg_catalog.format(numbered, 'old_rows')))
  USING TG_TABLE_NAME::text, audit_actor(), nullif(current_setting('halyard.commit', true), '');
  RETURN NULL;
END
$$;

-- Users, groups and memberships belong to no flag.
DROP INDEX audit_logs_flag;
CREATE INDEX audit_logs_flag ON audit_logs (flag_name, audit_id) WHERE flag_name IS NOT NULL;
