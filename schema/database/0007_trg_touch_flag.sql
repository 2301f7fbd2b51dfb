-- feature_flags.updated_at is the database's business, not each writer's.

CREATE FUNCTION touch_flag() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

CREATE TRIGGER trg_touch_flag BEFORE UPDATE ON feature_flags FOR EACH ROW EXECUTE FUNCTION touch_flag();
