-- What a grant or a rule that names no variant serves: the first that is not the off variant.

CREATE FUNCTION on_variant(variants jsonb, off_variant text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT v ->> 'name' FROM jsonb_array_elements($1) WITH ORDINALITY AS listed (v, nth)
  WHERE v ->> 'name' <> $2 ORDER BY nth LIMIT 1
$$;
COMMENT ON FUNCTION on_variant(jsonb, text) IS 'From the columns of feature_flags that have these names.';
