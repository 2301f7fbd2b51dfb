-- Who is behind a change: the name given for this transaction, else the database user.

CREATE FUNCTION audit_actor() RETURNS text
LANGUAGE sql STABLE
-- CURRENT: the schema this file is applied in; the functions find their tables wherever the product is installed.
SET search_path FROM CURRENT
AS $$
  SELECT coalesce(nullif(btrim(current_setting('halyard.actor', true)), ''), session_user)
$$;
COMMENT ON FUNCTION audit_actor() IS
  'The actor written to audit_logs: set_config(''halyard.actor'', …, true), else session_user. halyard.commit names the commit.';
