-- MurmurHash3 x86 32-bit of the UTF-8 bytes of a text, seed 0: SELECT to_hex(murmur3('hello')) is 248bfa47.

CREATE FUNCTION murmur3(value text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  low constant bigint := 4294967295;
  bytes constant bytea := convert_to(value, 'UTF8');
  size constant integer := length(bytes);
  rest_at constant integer := size / 4 * 4;
  h bigint := 0;
  k bigint := 0;
BEGIN
  FOR at IN 0 .. rest_at - 4 BY 4 LOOP
    k := (get_byte(bytes, at) | (get_byte(bytes, at + 1) << 8) | (get_byte(bytes, at + 2) << 16)
      | (get_byte(bytes, at + 3) << 24))::bigint * -862048943 & low;
    h := h # ((((k << 15) | (k >> 17)) & low) * 461845907 & low);
    h := (((h << 13) | (h >> 19)) & low) * 5 + 3864292196 & low;
  END LOOP;
  k := 0;
  FOR at IN REVERSE size - 1 .. rest_at LOOP
    k := (k << 8) | get_byte(bytes, at);
  END LOOP;
  k := k * -862048943 & low;
  RETURN fmix32(h # ((((k << 15) | (k >> 17)) & low) * 461845907 & low) # size);
END
$$;
COMMENT ON FUNCTION murmur3(text) IS 'From 0 to 2^32 - 1.';
