-- The groups a user is in, and those the user may be in, as attributes decide.

CREATE FUNCTION groups_of(user_key text, OUT inside text[], OUT perhaps text[])
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
  key constant text := coalesce(user_key, '');
  joined text[];
  undecided text[];
BEGIN
  inside := ARRAY(
    SELECT g.group_name FROM users AS u JOIN user_group_membership AS m USING (user_id) JOIN user_groups AS g USING (group_id)
    WHERE u.user_key = key AND key <> '' AND NOT key = ANY (g.excluded_keys));
  perhaps := ARRAY(
    SELECT g.group_name FROM user_groups AS g
    WHERE (g.condition IS NOT NULL OR g.included_groups <> '{}') AND NOT (key <> '' AND key = ANY (g.excluded_keys))
      AND NOT g.group_name = ANY (inside));
  -- Each round knows more, and nothing it knew before changes; what depends on attributes or on itself is left over.
  LOOP
    EXIT WHEN perhaps = '{}';
    SELECT coalesce(array_agg(g.group_name) FILTER (WHERE o.belongs), '{}'),
      coalesce(array_agg(g.group_name) FILTER (WHERE o.belongs IS NULL), '{}')
    INTO joined, undecided
    FROM unnest(perhaps) AS p (group_name) JOIN user_groups AS g USING (group_name)
    CROSS JOIN LATERAL (
      SELECT in_groups(g.included_groups, inside, perhaps)
        OR g.condition IS NOT NULL AND condition_holds(g.condition, user_key, inside, perhaps) AS belongs
    ) AS o;
    EXIT WHEN cardinality(undecided) = cardinality(perhaps);
    inside := inside || joined;
    perhaps := undecided;
  END LOOP;
END
$$;
COMMENT ON FUNCTION groups_of(text) IS
  'Names of groups. Nobody has the key null or empty: such a one is in no list, but may be in a group by its condition.';
