-- What a rollout and weights make of somebody whom the rest of an assignment admits. `inside` is null where the bucket goes by
-- an attribute; then `reason` is, too, if which variant is unknown.

CREATE FUNCTION share_of(
  rollout jsonb, weights jsonb, milliseconds double precision, salt text, by_key boolean, hash bigint,
  OUT inside boolean, OUT lacks_key boolean, OUT variant text, OUT reason text
)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  parts constant double precision := CASE WHEN rollout IS NULL THEN 100000 ELSE rollout_parts(rollout, milliseconds) END;
  divides constant boolean := coalesce(jsonb_array_length(weights) > 1, false);
BEGIN
  lacks_key := false;
  inside := parts > 0;
  IF inside IS NOT TRUE THEN
    RETURN;
  ELSIF parts >= 100000 AND NOT divides THEN
    variant := weighed_variant(weights, NULL);
    reason := 'TARGETING_MATCH';
  ELSIF NOT by_key THEN
    inside := NULL;
    variant := weighed_variant(weights, NULL);
    reason := CASE WHEN NOT divides THEN 'SPLIT' END;
  ELSIF hash IS NULL THEN
    lacks_key := true;
    reason := 'TARGETING_KEY_MISSING';
  ELSE
    inside := parts >= 100000 OR bucket(hash, salt || ':r') < parts;
    variant := weighed_variant(weights, CASE WHEN inside AND divides THEN bucket(hash, salt || ':v') END);
    reason := 'SPLIT';
  END IF;
END
$$;
COMMENT ON FUNCTION share_of(jsonb, jsonb, double precision, text, boolean, bigint) IS
  'From the columns of flag_rules that have these names, milliseconds since 1970, whether buckets go by the targeting key, and its hash, null for nobody''s.';
