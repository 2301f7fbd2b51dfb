-- An assignment inserted above others moves them all by one; only in the end must every position be free of another.

ALTER TABLE flag_rules DROP CONSTRAINT flag_rules_flag_id_env_id_position_key;
ALTER TABLE flag_rules ADD CONSTRAINT flag_rules_flag_id_env_id_position_key
  UNIQUE (flag_id, env_id, position) DEFERRABLE INITIALLY DEFERRED;
