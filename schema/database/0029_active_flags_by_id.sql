-- The same by the id of a known user: SELECT * FROM active_flags(101, 'production').

CREATE FUNCTION active_flags(user_id bigint, environment text, at timestamptz DEFAULT now())
RETURNS TABLE (flag_name text, variant text, value text, reason text, flag_id bigint)
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
  known_key text := (SELECT u.user_key FROM users AS u WHERE u.user_id = active_flags.user_id);
BEGIN
  IF known_key IS NULL THEN
    RAISE no_data_found USING MESSAGE = format('there is no user with the id %s', coalesce(active_flags.user_id::text, 'NULL'));
  END IF;
  RETURN QUERY SELECT a.* FROM active_flags(known_key, environment, at) AS a;
END
$$;
