-- What every flag answers a user, in an environment, at an instant: the decision the edge makes, in SQL. Compiling its queries
-- to machine code takes seconds, and running them takes a tenth of one: hence no JIT.

CREATE FUNCTION evaluate_flags(user_key text, environment text, at timestamptz DEFAULT now())
RETURNS TABLE (flag_name text, variant text, value text, reason text, is_active boolean, flag_id bigint)
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  environment_id bigint := (SELECT e.env_id FROM environments AS e WHERE e.env_name = environment);
  ids bigint[];
  assigned text[];
  reasons text[];
  blocked bigint[] := '{}';
  blocked_next bigint[];
  doubtful bigint[] := '{}';
  doubtful_next bigint[];
BEGIN
  IF environment_id IS NULL THEN
    RAISE invalid_parameter_value USING
      MESSAGE = format('there is no environment "%s"', environment),
      HINT = 'SELECT env_name FROM environments lists them.';
  END IF;
  SELECT array_agg(a.flag_id), array_agg(a.variant), array_agg(a.reason) INTO ids, assigned, reasons
  FROM assigned_variants(evaluate_flags.user_key, environment_id, at) AS a;

  -- A blocked parent serves its off variant and may block, or by naming that variant free, its children: repeat until
  -- nothing moves, which takes one round for each level of the graph. One parent that surely fails is enough to block;
  -- otherwise a parent that is unknown leaves its child in doubt.
  FOR round IN 0 .. (SELECT count(*) FROM flag_dependencies) LOOP
    SELECT coalesce(array_agg(c.flag_id ORDER BY c.flag_id) FILTER (WHERE c.is_blocked), '{}'),
      coalesce(array_agg(c.flag_id ORDER BY c.flag_id) FILTER (WHERE c.is_blocked IS NULL), '{}')
    INTO blocked_next, doubtful_next
    FROM (
      SELECT d.child_flag_id, false = ANY (array_agg(
        CASE WHEN d.variants IS NULL THEN served.variant <> p.off_variant ELSE served.variant = ANY (d.variants) END))
      FROM flag_dependencies AS d
      JOIN feature_flags AS p ON p.flag_id = d.parent_flag_id
      JOIN unnest(ids, assigned, reasons) AS own (flag_id, variant, reason) ON own.flag_id = p.flag_id
      CROSS JOIN LATERAL (
        SELECT CASE
          WHEN own.reason = 'DISABLED' OR p.flag_id = ANY (blocked) THEN p.off_variant
          WHEN p.flag_id = ANY (doubtful) THEN NULL
          ELSE own.variant
        END AS variant
      ) AS served
      GROUP BY d.child_flag_id
    ) AS c (flag_id, is_blocked);
    EXIT WHEN blocked_next = blocked AND doubtful_next = doubtful;
    blocked := blocked_next;
    doubtful := doubtful_next;
  END LOOP;

  RETURN QUERY
  SELECT f.flag_name, served.variant, v.element ->> 'value', outcome.reason,
    CASE outcome.reason WHEN 'TARGETING_KEY_MISSING' THEN false ELSE served.variant <> f.off_variant END, f.flag_id
  FROM unnest(ids, assigned, reasons) AS own (flag_id, variant, reason)
  JOIN feature_flags AS f ON f.flag_id = own.flag_id
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN own.reason = 'DISABLED' OR f.flag_id = ANY (blocked) THEN 'DISABLED'
      WHEN f.flag_id = ANY (doubtful) THEN 'UNKNOWN'
      ELSE own.reason
    END AS reason
  ) AS outcome
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN outcome.reason = 'DISABLED' THEN f.off_variant
      WHEN outcome.reason NOT IN ('UNKNOWN', 'TARGETING_KEY_MISSING') THEN own.variant
    END AS variant
  ) AS served
  LEFT JOIN LATERAL (
    SELECT element FROM jsonb_array_elements(f.variants) AS element WHERE element ->> 'name' = served.variant LIMIT 1
  ) AS v ON true
  WHERE f.archived_at IS NULL
  ORDER BY f.flag_name;
END
$$;
COMMENT ON FUNCTION evaluate_flags(text, text, timestamptz) IS
  'One row for every flag that is not archived: variant, value as JSON text, and reason STATIC, TARGETING_MATCH, SPLIT, DEFAULT, DISABLED or TARGETING_KEY_MISSING; UNKNOWN, and is_active null, where it depends on attributes. An unknown user key is somebody in no list; null or empty is nobody.';
