-- CALL enable_flag(7, 'Alice') turns a flag on and leaves exactly one audit row, action enable, actor Alice; also when the
-- flag was on already. The row is written by trg_update_flag: one writer, so never two rows or two actors.

CREATE PROCEDURE enable_flag(flag_id bigint, actor_name text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
  flag record;
  outer_actor text := coalesce(current_setting('halyard.actor', true), '');
BEGIN
  IF names_nobody(actor_name) THEN
    RAISE invalid_parameter_value USING
      MESSAGE = 'enable_flag needs the name of who enables the flag',
      HINT = 'For example: CALL enable_flag(7, ''Alice'')';
  END IF;
  SELECT f.flag_name, f.archived_at INTO flag FROM feature_flags AS f WHERE f.flag_id = enable_flag.flag_id FOR UPDATE;
  IF NOT FOUND THEN
    RAISE no_data_found USING
      MESSAGE = pg_catalog.format('there is no flag with the id %s', coalesce(enable_flag.flag_id::text, 'NULL')),
      HINT = 'SELECT flag_id, flag_name FROM feature_flags lists them.';
  END IF;
  IF flag.archived_at IS NOT NULL THEN
    RAISE object_not_in_prerequisite_state USING
      MESSAGE = pg_catalog.format('flag "%s" is archived and cannot be enabled', flag.flag_name),
      HINT = 'Put it back into the flag repository first.';
  END IF;
  PERFORM set_config('halyard.actor', actor_name, true), set_config('halyard.action', 'enable', true);
  UPDATE feature_flags AS f SET is_enabled = true WHERE f.flag_id = enable_flag.flag_id;
  -- This actor must not leak into later statements of the transaction. An error before this line undoes both settings by
  -- itself. (A SET clause would say the same in fewer words, but only a superuser may create a procedure with one.)
  PERFORM set_config('halyard.actor', outer_actor, true), set_config('halyard.action', '', true);
END
$$;
COMMENT ON PROCEDURE enable_flag(bigint, text) IS 'Turns a flag on, with one audit row that names the actor.';
