-- What each flag would serve if nothing depended on anything: the assignment that decides, or the off variant. Reason UNKNOWN
-- and no variant: an assignment that attributes decide stands before the first that is sure, and would serve something else.

CREATE FUNCTION assigned_variants(user_key text, environment_id bigint, at timestamptz)
RETURNS TABLE (flag_id bigint, variant text, reason text)
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
  WITH admitting AS MATERIALIZED (SELECT * FROM admitting_assignments($1, $2, $3)),
  decided AS (
    SELECT DISTINCT ON (flag_id) * FROM admitting WHERE certain ORDER BY flag_id, rank, position, variant
  ),
  doubted AS (
    SELECT a.flag_id
    FROM admitting AS a JOIN feature_flags AS f USING (flag_id) LEFT JOIN decided AS d USING (flag_id)
    WHERE a.certain IS NULL AND (d.flag_id IS NULL OR (a.rank, a.position) <= (d.rank, d.position)
      AND (a.reason, coalesce(a.variant, on_variant(f.variants, f.off_variant)))
        IS DISTINCT FROM (d.reason, coalesce(d.variant, on_variant(f.variants, f.off_variant))))
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
  ),
  reasoned AS MATERIALIZED (
    SELECT f.flag_id, f.variants, f.off_variant, d.variant,
      CASE
        WHEN f.flag_id IN (SELECT x.flag_id FROM stopped AS x) THEN 'DISABLED'
        WHEN f.flag_id IN (SELECT x.flag_id FROM doubted AS x) THEN 'UNKNOWN'
        WHEN d.flag_id IS NULL THEN 'DEFAULT'
        -- the answer depends on nobody and no clock: nothing before it, no user named, no end, no parent
        WHEN d.unconditional AND f.expires_at IS NULL
          AND NOT EXISTS (SELECT FROM flag_dependencies AS p WHERE p.child_flag_id = f.flag_id)
          AND NOT EXISTS (SELECT FROM flag_assignments AS a WHERE a.flag_id = f.flag_id AND a.env_id = $2
                          AND (a.position < d.position OR a.user_id IS NOT NULL))
          AND NOT EXISTS (SELECT FROM flag_rules AS r WHERE r.flag_id = f.flag_id AND r.env_id = $2
                          AND (r.position < d.position OR r.user_keys <> '{}'))
        THEN 'STATIC'
        ELSE d.reason
      END AS reason
    FROM feature_flags AS f LEFT JOIN decided AS d USING (flag_id)
  )
  SELECT flag_id,
    CASE
      WHEN reason IN ('DISABLED', 'DEFAULT', 'TARGETING_KEY_MISSING') THEN off_variant
      WHEN reason <> 'UNKNOWN' THEN coalesce(variant, on_variant(variants, off_variant))
    END,
    reason
  FROM reasoned
$$;
COMMENT ON FUNCTION assigned_variants(text, bigint, timestamptz) IS
  'The variant each flag serves this user by its own list, leaving dependencies aside; evaluate_flags adds them.';
