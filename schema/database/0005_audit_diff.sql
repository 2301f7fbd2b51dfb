-- What an update changed, for people. Called by the triggers with the rights of their owner, so functions that take any type are
-- named with their schema: whoever may create functions here could else put a closer match in front of them.

CREATE FUNCTION audit_diff(old_values jsonb, new_values jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
SET search_path FROM CURRENT
AS $$
  SELECT coalesce(pg_catalog.jsonb_object_agg(key, pg_catalog.jsonb_build_array(o.value, n.value)), '{}')
  FROM jsonb_each(old_values) AS o FULL JOIN jsonb_each(new_values) AS n USING (key)
  WHERE o.value IS DISTINCT FROM n.value
$$;
COMMENT ON FUNCTION audit_diff(jsonb, jsonb) IS '{"field": [old, new]} for every field that differs.';
