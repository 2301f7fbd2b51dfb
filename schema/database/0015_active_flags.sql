-- The flags a user has: SELECT * FROM active_flags('alice', 'production').

CREATE FUNCTION active_flags(user_key text, environment text, at timestamptz DEFAULT now())
RETURNS TABLE (flag_name text, variant text, value text, reason text, flag_id bigint)
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
  SELECT e.flag_name, e.variant, e.value, e.reason, e.flag_id FROM evaluate_flags($1, $2, $3) AS e WHERE e.is_active
$$;
COMMENT ON FUNCTION active_flags(text, text, timestamptz) IS
  'Every flag that serves this user key a variant other than its off variant, dependencies, rules and windows included.';
