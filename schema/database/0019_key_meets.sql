-- Does a targeting key meet the operators that a condition lists for it? Null: only the edge can tell.

CREATE FUNCTION key_meets(condition jsonb, user_key text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  ignore_case constant boolean := coalesce((condition -> 'ignoreCase')::boolean, false);
  parse constant boolean := coalesce((condition -> 'parse')::boolean, false);
  negate constant boolean := coalesce((condition -> 'negate')::boolean, false);
  outcomes constant text[] := ARRAY(
    SELECT key_outcome(t.key, t.value, user_key, ignore_case, parse) FROM jsonb_each(condition -> 'test') AS t);
BEGIN
  RETURN CASE
    WHEN 'unfit' = ANY (outcomes) THEN false
    -- unfit after all, or not: false either way
    WHEN 'no' = ANY (outcomes) AND NOT negate THEN false
    WHEN 'unknown' = ANY (outcomes) THEN NULL
    ELSE ('no' = ANY (outcomes)) = negate
  END;
END
$$;
COMMENT ON FUNCTION key_meets(jsonb, text) IS 'From the part of a condition that is about the attribute targetingKey.';
