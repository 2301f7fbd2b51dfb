-- Where a user stands among 100,000: SELECT bucket(murmur3('alice'), 'new-checkout:r') for the rollouts of new-checkout, ':v'
-- for its weights. The key is hashed once for all flags.

CREATE FUNCTION bucket(hash bigint, salt text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (fmix32(hash # murmur3(salt)) * 100000 >> 32)::integer $$;
COMMENT ON FUNCTION bucket(bigint, text) IS 'From 0 to 99999.';
