-- The grants and rules that admit a user at an instant, and those that may: `certain` is null where attributes decide it.
-- `rank` orders them before `position` does: 0 names the user, 1 is the rest of the list, 2 lacks a key for its share and
-- counts only if nothing else decides. No reason: which variant a share brings depends on an attribute.

CREATE FUNCTION admitting_assignments(user_key text, environment_id bigint, at timestamptz)
RETURNS TABLE (flag_id bigint, rank integer, "position" integer, variant text, reason text, certain boolean, unconditional boolean)
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
  key constant text := nullif(user_key, '');
  hash constant bigint := murmur3(key);
  milliseconds constant double precision := floor(extract(epoch FROM at) * 1000);
  id constant bigint := (SELECT u.user_id FROM users AS u WHERE u.user_key = key);
  inside text[];
  perhaps text[];
  inside_ids bigint[];
  group_ids bigint[];
BEGIN
  SELECT g.inside, g.perhaps INTO inside, perhaps FROM groups_of(admitting_assignments.user_key) AS g;
  inside_ids := ARRAY(SELECT g.group_id FROM user_groups AS g WHERE g.group_name = ANY (inside));
  group_ids := inside_ids || ARRAY(SELECT g.group_id FROM user_groups AS g WHERE g.group_name = ANY (perhaps));

  -- both tables share the positions of one list; windows are half-open
  RETURN QUERY
  SELECT a.flag_id, CASE WHEN a.user_id IS NULL THEN 1 ELSE 0 END, a.position, a.variant, 'TARGETING_MATCH',
    CASE WHEN a.user_id IS NOT NULL OR a.group_id = ANY (inside_ids) THEN true END, false
  FROM flag_assignments AS a
  WHERE (a.user_id = id OR a.group_id = ANY (group_ids))
    AND a.env_id = environment_id AND (a.expires_at IS NULL OR a.expires_at > at);

  RETURN QUERY
  WITH admitting AS MATERIALIZED (
    SELECT r.*, CASE WHEN key = ANY (r.user_keys) THEN 0 ELSE 1 END AS rank, o.admits
    FROM flag_rules AS r
    CROSS JOIN LATERAL (
      SELECT (r.everyone OR coalesce(key = ANY (r.user_keys), false) OR in_groups(r.group_names, inside, perhaps))
        AND (r.condition IS NULL
          OR condition_holds(r.condition, admitting_assignments.user_key, inside, perhaps)) AS admits
      OFFSET 0
    ) AS o
    WHERE r.env_id = environment_id AND (r.starts_at IS NULL OR r.starts_at <= at)
      AND (r.expires_at IS NULL OR r.expires_at > at) AND o.admits IS NOT FALSE
  )
  SELECT r.flag_id, r.rank, r.position, r.variant, 'TARGETING_MATCH', r.admits,
    r.everyone AND r.condition IS NULL AND r.starts_at IS NULL AND r.expires_at IS NULL
  FROM admitting AS r
  WHERE r.rollout IS NULL AND r.weights IS NULL
  UNION ALL
  SELECT r.flag_id, CASE WHEN s.lacks_key THEN 2 ELSE r.rank END, r.position, coalesce(r.variant, s.variant),
    s.reason, r.admits AND s.inside, false
  FROM admitting AS r JOIN feature_flags AS f USING (flag_id)
  CROSS JOIN LATERAL share_of(r.rollout, r.weights, milliseconds, coalesce(r.salt, f.salt, f.flag_name),
    coalesce(r.bucket_by, f.bucket_by, 'targetingKey') = 'targetingKey', hash) AS s
  WHERE (r.rollout IS NOT NULL OR r.weights IS NOT NULL) AND (r.admits AND s.inside) IS NOT FALSE;
END
$$;
COMMENT ON FUNCTION admitting_assignments(text, bigint, timestamptz) IS
  'One row for each grant and rule that counts for this user key or may count, whatever its flag is.';
