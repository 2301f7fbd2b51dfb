-- What a grant or a rule that names no variant serves: the first that is not the off variant. One expression, and STABLE as
-- its parts are, so that the planner puts it in place of the call.

CREATE FUNCTION on_variant(variants jsonb, off_variant text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT jsonb_path_query_first(variants, '$[*].name ? (@ <> $off)', jsonb_build_object('off', off_variant)) #>> '{}' $$;
COMMENT ON FUNCTION on_variant(jsonb, text) IS 'From the columns of feature_flags that have these names.';
