-- Does a condition hold for a user of whom only the targeting key and the groups are known? Null: it depends on attributes.
-- AND, OR and NOT over nulls, and their likes over lists, = ANY, are the logic this needs.

CREATE FUNCTION condition_holds(condition jsonb, user_key text, inside text[], perhaps text[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF condition ? 'attribute' THEN
    RETURN CASE WHEN condition ->> 'attribute' = 'targetingKey' THEN key_meets(condition, user_key) END;
  ELSIF condition ? 'all' THEN
    RETURN NOT false = ANY (ARRAY(
      SELECT condition_holds(c, user_key, inside, perhaps) FROM jsonb_array_elements(condition -> 'all') AS c));
  ELSIF condition ? 'any' THEN
    RETURN true = ANY (ARRAY(
      SELECT condition_holds(c, user_key, inside, perhaps) FROM jsonb_array_elements(condition -> 'any') AS c));
  ELSIF condition ? 'not' THEN
    RETURN NOT condition_holds(condition -> 'not', user_key, inside, perhaps);
  END IF;
  RETURN in_groups(ARRAY(SELECT jsonb_array_elements_text(condition -> 'group')), inside, perhaps);
END
$$;
COMMENT ON FUNCTION condition_holds(jsonb, text, text[], text[]) IS
  'True, false or null, from a value of flag_rules.condition and what groups_of says.';
