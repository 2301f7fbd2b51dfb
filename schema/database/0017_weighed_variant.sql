-- The variant whose share holds a bucket. With one variant there is no need of a bucket; otherwise, null for null.

CREATE FUNCTION weighed_variant(weights jsonb, bucket integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  variant text;
  parts integer;
  share_ends integer := 0;
BEGIN
  IF bucket IS NULL AND jsonb_array_length(weights) > 1 THEN
    RETURN NULL;
  END IF;
  FOR variant, parts IN SELECT w ->> 'variant', (w -> 'parts')::integer FROM jsonb_array_elements(weights) AS w LOOP
    share_ends := share_ends + parts;
    EXIT WHEN bucket < share_ends;
  END LOOP;
  RETURN variant;
END
$$;
COMMENT ON FUNCTION weighed_variant(jsonb, integer) IS 'From a value of flag_rules.weights and a bucket, 0 to 99999.';
