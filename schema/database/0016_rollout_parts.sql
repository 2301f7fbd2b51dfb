-- What part of those admitted a rollout lets in at an instant.

CREATE FUNCTION rollout_parts(rollout jsonb, milliseconds double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  since double precision := (rollout -> 'starts')::double precision;
  until double precision := (rollout -> 'ends')::double precision;
  first double precision := (rollout -> 'from')::double precision;
  last double precision := (rollout -> 'to')::double precision;
BEGIN
  CASE jsonb_typeof(rollout)
    WHEN 'number' THEN RETURN rollout::double precision;
    WHEN 'array' THEN RETURN coalesce((
      SELECT (step -> 'parts')::double precision FROM jsonb_array_elements(rollout) WITH ORDINALITY AS s (step, nth)
      WHERE (step -> 'at')::double precision <= milliseconds ORDER BY nth DESC LIMIT 1), 0);
    ELSE RETURN CASE
      WHEN milliseconds <= since THEN first
      WHEN milliseconds >= until THEN last
      -- in just this order, so that the edge comes to the same number
      ELSE first + floor((last - first) * ((milliseconds - since) / (until - since)))
    END;
  END CASE;
END
$$;
COMMENT ON FUNCTION rollout_parts(jsonb, double precision) IS
  'Thousandths of a percent, from a value of flag_rules.rollout and milliseconds since 1970.';
