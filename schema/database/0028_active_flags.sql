-- The flags a user has: SELECT * FROM active_flags('alice', 'production'). Those that attributes decide, which the database
-- has not got, stand at the end, with the reason UNKNOWN and no variant.

CREATE FUNCTION active_flags(user_key text, environment text, at timestamptz DEFAULT now())
RETURNS TABLE (flag_name text, variant text, value text, reason text, flag_id bigint)
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
  SELECT e.flag_name, e.variant, e.value, e.reason, e.flag_id FROM evaluate_flags($1, $2, $3) AS e
  WHERE e.is_active IS NOT FALSE ORDER BY e.is_active IS NULL, e.flag_name
$$;
COMMENT ON FUNCTION active_flags(text, text, timestamptz) IS
  'Every flag that serves this user key a variant other than its off variant, everything counted but attributes; and those that may, without a variant: WHERE reason <> ''UNKNOWN'' leaves them out.';
