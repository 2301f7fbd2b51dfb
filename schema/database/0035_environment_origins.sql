-- Where client keys of an environment may be used from. Null and an empty list say opposite things, so no default stands in
-- for either.

ALTER TABLE environments ADD COLUMN origins text[] CHECK (array_position(origins, NULL) IS NULL);
COMMENT ON COLUMN environments.origins IS
  'The web origins that client keys may be used from, sorted; null: from any; empty: from no browser.';
