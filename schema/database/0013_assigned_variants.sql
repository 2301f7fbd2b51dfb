-- What each flag would serve if nothing depended on anything: the assignment that decides, or the off variant.

CREATE FUNCTION assigned_variants(user_key text, environment_id bigint, at timestamptz)
RETURNS TABLE (flag_id bigint, variant text, reason text)
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
  WITH subject AS (
    SELECT u.user_id,
      ARRAY(SELECT m.group_id FROM user_group_membership AS m WHERE m.user_id = u.user_id) AS group_ids,
      ARRAY(SELECT g.group_name FROM user_group_membership AS m JOIN user_groups AS g USING (group_id)
            WHERE m.user_id = u.user_id) AS group_names
    FROM users AS u WHERE u.user_key = $1
  ),
  -- both tables share the positions of one list; windows are half-open
  admitted AS (
    SELECT a.flag_id, a.position, a.user_id IS NOT NULL AS own, a.variant, false AS unconditional
    FROM subject AS s JOIN flag_assignments AS a ON a.user_id = s.user_id OR a.group_id = ANY (s.group_ids)
    WHERE a.env_id = $2 AND (a.expires_at IS NULL OR a.expires_at > $3)
    UNION ALL
    SELECT r.flag_id, r.position, coalesce($1 = ANY (r.user_keys), false), r.variant,
      r.everyone AND r.starts_at IS NULL AND r.expires_at IS NULL
    FROM flag_rules AS r
    WHERE r.env_id = $2 AND (r.starts_at IS NULL OR r.starts_at <= $3) AND (r.expires_at IS NULL OR r.expires_at > $3)
      AND (r.everyone OR $1 = ANY (r.user_keys) OR r.group_names && (SELECT s.group_names FROM subject AS s))
  ),
  -- a user's own assignment comes before all others
  decided AS (
    SELECT DISTINCT ON (flag_id) * FROM admitted ORDER BY flag_id, own DESC, position, variant
  ),
  listed AS (
    SELECT a.flag_id FROM flag_assignments AS a WHERE a.env_id = $2
    UNION SELECT r.flag_id FROM flag_rules AS r WHERE r.env_id = $2
    UNION SELECT fe.flag_id FROM flag_environments AS fe WHERE fe.env_id = $2 AND fe.is_enabled
  ),
  stopped AS (
    SELECT f.flag_id FROM feature_flags AS f
    WHERE NOT f.is_enabled OR f.archived_at IS NOT NULL OR f.expires_at <= $3
      OR f.flag_id IN (SELECT fe.flag_id FROM flag_environments AS fe WHERE fe.env_id = $2 AND NOT fe.is_enabled)
      OR f.flag_id NOT IN (SELECT l.flag_id FROM listed AS l)
  )
  SELECT f.flag_id,
    CASE
      WHEN f.flag_id IN (SELECT x.flag_id FROM stopped AS x) OR d.flag_id IS NULL THEN f.off_variant
      -- a grant without a variant serves the only one that is not the off variant
      ELSE coalesce(d.variant, (SELECT v ->> 'name' FROM jsonb_array_elements(f.variants) AS v
                                WHERE v ->> 'name' <> f.off_variant LIMIT 1))
    END,
    CASE
      WHEN f.flag_id IN (SELECT x.flag_id FROM stopped AS x) THEN 'DISABLED'
      WHEN d.flag_id IS NULL THEN 'DEFAULT'
      -- the answer depends on nobody and no clock: nothing before it, no user named, no end, no parent
      WHEN d.unconditional AND f.expires_at IS NULL
        AND NOT EXISTS (SELECT FROM flag_dependencies AS p WHERE p.child_flag_id = f.flag_id)
        AND NOT EXISTS (SELECT FROM flag_assignments AS a WHERE a.flag_id = f.flag_id AND a.env_id = $2
                        AND (a.position < d.position OR a.user_id IS NOT NULL))
        AND NOT EXISTS (SELECT FROM flag_rules AS r WHERE r.flag_id = f.flag_id AND r.env_id = $2
                        AND (r.position < d.position OR r.user_keys <> '{}'))
      THEN 'STATIC'
      ELSE 'TARGETING_MATCH'
    END
  FROM feature_flags AS f LEFT JOIN decided AS d USING (flag_id)
$$;
COMMENT ON FUNCTION assigned_variants(text, bigint, timestamptz) IS
  'The variant each flag serves this user by its own list, leaving dependencies aside; evaluate_flags adds them.';
