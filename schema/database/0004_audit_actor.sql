-- Who is behind a change: the name given for this transaction, else the database user.

CREATE FUNCTION names_nobody(actor text) RETURNS boolean
LANGUAGE sql IMMUTABLE
-- Nothing but spaces, control characters and what has no width. As numbers: they mean the same in every encoding.
AS $$
  SELECT coalesce(actor, '') ~ '^[\u0001-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*$'
$$;
COMMENT ON FUNCTION names_nobody(text) IS 'Is there nothing to be seen in this name?';

CREATE FUNCTION audit_actor() RETURNS text
LANGUAGE sql STABLE
-- CURRENT: the schema this file is applied in; the functions find their tables wherever the product is installed.
SET search_path FROM CURRENT
AS $$
  SELECT CASE
    WHEN names_nobody(current_setting('halyard.actor', true)) THEN session_user::text
    ELSE left(btrim(current_setting('halyard.actor', true)), 256) -- a name, not a text
  END
$$;
COMMENT ON FUNCTION audit_actor() IS
  'The actor written to audit_logs: set_config(''halyard.actor'', …, true), else session_user. halyard.commit names the commit.';
