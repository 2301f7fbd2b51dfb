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
  -- nothing moves, which takes one round for each level of the graph. One parent that surely fails settles it; else one
  -- that is unknown makes its child unknown.
  FOR round IN 0 .. (SELECT count(*) FROM flag_dependencies) LOOP
    SELECT coalesce(array_agg(c.child_flag_id ORDER BY c.child_flag_id) FILTER (WHERE c.holds = false), '{}'),
      coalesce(array_agg(c.child_flag_id ORDER BY c.child_flag_id) FILTER (WHERE c.holds IS NULL), '{}')
    INTO blocked_next, doubtful_next
    FROM (
      SELECT d.child_flag_id, CASE WHEN bool_and(h.holds) THEN (CASE WHEN bool_or(h.holds IS NULL) THEN NULL ELSE true END) ELSE false END AS holds
      FROM flag_dependencies AS d
      GROUP BY d.child_flag_id
    ) AS c;
    EXIT WHEN (blocked_next, doubtful_next) = (blocked, doubtful);
    blocked := blocked_next;
    doubtful := doubtful_next;
  END LOOP;
END
$$;
