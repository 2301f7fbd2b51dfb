-- What one operator says of a targeting key, which is text or not there: yes, no, unfit, or unknown where only the edge can
-- tell (regular expressions, versions, addresses, instants, numbers spelled as text, case beyond ASCII).

CREATE FUNCTION key_outcome(operator text, operand jsonb, user_key text, ignore_case boolean, parse boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  negative constant boolean := operator IN ('notEquals', 'notIn');
  operands constant jsonb := CASE jsonb_typeof(operand) WHEN 'array' THEN operand ELSE jsonb_build_array(operand) END;
  texts text[];
  found boolean;
BEGIN
  IF operator = 'exists' THEN
    RETURN CASE WHEN (user_key IS NOT NULL) = operand::boolean THEN 'yes' ELSE 'no' END;
  ELSIF user_key IS NULL OR operator IN ('includesAny', 'includesAll')
    OR operator IN ('equals', 'notEquals') AND jsonb_typeof(operand) IN ('array', 'object')
    OR operator IN ('greaterThan', 'greaterThanOrEquals', 'lessThan', 'lessThanOrEquals') AND NOT parse THEN
    RETURN 'unfit';
  ELSIF operator NOT IN ('equals', 'notEquals', 'in', 'notIn', 'startsWith', 'endsWith', 'contains') THEN
    RETURN 'unknown';
  END IF;

  texts := ARRAY(SELECT o #>> '{}' FROM jsonb_array_elements(operands) AS o WHERE jsonb_typeof(o) = 'string');
  IF ignore_case THEN
    IF octet_length(user_key || texts::text) <> char_length(user_key || texts::text) THEN
      RETURN 'unknown';
    END IF;
    user_key := lower(user_key COLLATE "C");
    texts := ARRAY(SELECT lower(t COLLATE "C") FROM unnest(texts) AS t);
  END IF;
  found := CASE operator
    WHEN 'startsWith' THEN EXISTS (SELECT FROM unnest(texts) AS t WHERE starts_with(user_key, t))
    WHEN 'endsWith' THEN EXISTS (SELECT FROM unnest(texts) AS t WHERE right(user_key, char_length(t)) = t)
    WHEN 'contains' THEN EXISTS (SELECT FROM unnest(texts) AS t WHERE strpos(user_key, t) > 0)
    ELSE user_key = ANY (texts)
  END;
  IF NOT found AND operator IN ('equals', 'notEquals', 'in', 'notIn') THEN
    IF parse AND jsonb_path_exists(operands, '$[*] ? (@.type() == "number")') THEN
      RETURN 'unknown';
    ELSIF texts = '{}' AND operands <> '[]' THEN
      RETURN 'unfit';
    END IF;
  END IF;
  RETURN CASE WHEN found <> negative THEN 'yes' ELSE 'no' END;
END
$$;
COMMENT ON FUNCTION key_outcome(text, jsonb, text, boolean, boolean) IS 'yes, no, unfit or unknown.';
