-- The last step of MurmurHash3: spreads the bits of a number below 2^32 over all 32. Products stay below 2^63 because each
-- constant above 2^31 is written as the negative number that has the same lower 32 bits.

CREATE FUNCTION fmix32(value bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  h bigint := (value # (value >> 16)) * -2048144789 & 4294967295;
BEGIN
  h := (h # (h >> 13)) * -1028477387 & 4294967295;
  RETURN h # (h >> 16);
END
$$;
COMMENT ON FUNCTION fmix32(bigint) IS 'Of and to a number from 0 to 2^32 - 1.';
