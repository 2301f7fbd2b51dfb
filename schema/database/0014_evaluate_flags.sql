-- What every flag answers a user, in an environment, at an instant: the decision the edge makes, in SQL.

CREATE FUNCTION evaluate_flags(user_key text, environment text, at timestamptz DEFAULT now())
RETURNS TABLE (flag_name text, variant text, value text, reason text, is_active boolean, flag_id bigint)
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
  environment_id bigint := (SELECT e.env_id FROM environments AS e WHERE e.env_name = environment);
  ids bigint[];
  assigned text[];
  reasons text[];
  blocked bigint[] := '{}';
  blocked_next bigint[];
BEGIN
  IF environment_id IS NULL THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format('there is no environment "%s"', environment),
      HINT = 'SELECT env_name FROM environments lists them.';
  END IF;
  SELECT array_agg(a.flag_id), array_agg(a.variant), array_agg(a.reason) INTO ids, assigned, reasons
  FROM assigned_variants(evaluate_flags.user_key, environment_id, at) AS a;

  -- A blocked parent serves its off variant and may block, or by naming that variant free, its children: repeat until
  -- nothing moves, which takes one round for each level of the graph.
  FOR round IN 0 .. (SELECT count(*) FROM flag_dependencies) LOOP
    SELECT coalesce(array_agg(DISTINCT d.child_flag_id ORDER BY d.child_flag_id), '{}') INTO blocked_next
    FROM flag_dependencies AS d
    JOIN feature_flags AS p ON p.flag_id = d.parent_flag_id
    JOIN unnest(ids, assigned) AS own (flag_id, variant) ON own.flag_id = p.flag_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN p.flag_id = ANY (blocked) THEN p.off_variant ELSE own.variant END AS variant
    ) AS served
    WHERE NOT CASE
      WHEN d.variants IS NULL THEN served.variant <> p.off_variant
      ELSE served.variant = ANY (d.variants)
    END;
    EXIT WHEN blocked_next = blocked;
    blocked := blocked_next;
  END LOOP;

  RETURN QUERY
  SELECT f.flag_name, served.variant, v.element ->> 'value', served.reason, served.variant <> f.off_variant, f.flag_id
  FROM unnest(ids, assigned, reasons) AS own (flag_id, variant, reason)
  JOIN feature_flags AS f ON f.flag_id = own.flag_id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN f.flag_id = ANY (blocked) THEN f.off_variant ELSE own.variant END AS variant,
      CASE WHEN f.flag_id = ANY (blocked) THEN 'DISABLED' ELSE own.reason END AS reason
  ) AS served
  LEFT JOIN LATERAL (
    SELECT element FROM jsonb_array_elements(f.variants) AS element WHERE element ->> 'name' = served.variant LIMIT 1
  ) AS v ON true
  WHERE f.archived_at IS NULL
  ORDER BY f.flag_name;
END
$$;
COMMENT ON FUNCTION evaluate_flags(text, text, timestamptz) IS
  'One row for every flag that is not archived: variant, value as JSON text, and reason STATIC, TARGETING_MATCH, DEFAULT or DISABLED. An unknown user key is somebody in no list and no group.';
