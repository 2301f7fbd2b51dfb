-- Is somebody in one of these groups? Null: perhaps.

CREATE FUNCTION in_groups(names text[], inside text[], perhaps text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN names && inside THEN true WHEN names && perhaps THEN NULL ELSE false END $$;
COMMENT ON FUNCTION in_groups(text[], text[], text[]) IS 'From names of groups and what groups_of says.';
