import type { Table } from '../model/rows.ts'

/** `$1` is a JSON list of rows; each statement writes all of them. Rows are found by the names people know, or by id. */
const rows = (columns: string) => `jsonb_to_recordset($1::jsonb) AS r(${columns})`

const flagColumns = `flag text, description text, is_enabled boolean, expires_at timestamptz, owner text, tags text[],
  flag_type text, is_client boolean, variants jsonb, off_variant text,
  salt text, bucket_by text, archived boolean`

const groupColumns = `"group" text, description text, condition jsonb, included_groups text[], excluded_keys text[]`

const keyColumns = 'environment text, sha256 text, kind text, name text'

const ruleColumns = `flag text, environment text, position integer, user_keys text[], group_names text[], everyone boolean,
  condition jsonb, starts_at timestamptz, expires_at timestamptz, rollout jsonb, variant text, weights jsonb, salt text,
  bucket_by text, reason text`

const assignmentColumns = `flag text, environment text, kind text, name text, expires_at timestamptz, variant text,
  position integer, reason text`

const environmentColumns = 'description text, is_protected boolean, origins text[], position integer'

const namedFlag = 'JOIN feature_flags f ON f.flag_name = r.flag'
const namedEnvironment = 'JOIN environments e ON e.env_name = r.environment'

export const creates: Readonly<Record<Table, string>> = {
  environments: `INSERT INTO environments (env_name, description, is_protected, origins, position)
    SELECT environment, description, is_protected, origins, position
    FROM ${rows(`environment text, ${environmentColumns}`)}`,
  environment_keys: `INSERT INTO environment_keys (env_id, sha256, kind, name)
    SELECT e.env_id, r.sha256, r.kind, r.name FROM ${rows(keyColumns)} ${namedEnvironment}`,
  users: `INSERT INTO users (user_id, user_key, user_name)
    SELECT coalesce(user_id, nextval(pg_get_serial_sequence('users', 'user_id'))), "user", user_name FROM ${rows('user_id bigint, "user" text, user_name text')}`,
  user_groups: `INSERT INTO user_groups (group_name, description, condition, included_groups, excluded_keys)
    SELECT "group", description, condition, included_groups, excluded_keys FROM ${rows(groupColumns)}`,
  user_group_membership: `INSERT INTO user_group_membership (user_id, group_id)
    SELECT u.user_id, g.group_id FROM ${rows('"group" text, "user" text')}
    JOIN users u ON u.user_key = r."user" JOIN user_groups g ON g.group_name = r."group"`,
  feature_flags: `INSERT INTO feature_flags
      (flag_name, description, is_enabled, expires_at, owner, tags, flag_type, is_client, variants, off_variant, salt,
      bucket_by)
    SELECT flag, description, is_enabled, expires_at, owner, tags, flag_type, is_client, variants, off_variant, salt, bucket_by
    FROM ${rows(flagColumns)}`,
  flag_dependencies: `INSERT INTO flag_dependencies (parent_flag_id, child_flag_id, variants)
    SELECT p.flag_id, c.flag_id, r.variants FROM ${rows('child text, parent text, variants text[]')}
    JOIN feature_flags p ON p.flag_name = r.parent JOIN feature_flags c ON c.flag_name = r.child`,
  flag_environments: `INSERT INTO flag_environments (flag_id, env_id, is_enabled)
    SELECT f.flag_id, e.env_id, r.is_enabled FROM ${rows('flag text, environment text, is_enabled boolean')}
    ${namedFlag} ${namedEnvironment}`,
  flag_rules: `INSERT INTO flag_rules
      (flag_id, env_id, position, user_keys, group_names, everyone, condition, starts_at, expires_at, rollout, variant,
      weights, salt, bucket_by, reason)
    SELECT f.flag_id, e.env_id, r.position, r.user_keys, r.group_names, r.everyone, r.condition, r.starts_at, r.expires_at,
      r.rollout, r.variant, r.weights, r.salt, r.bucket_by, r.reason
    FROM ${rows(ruleColumns)} ${namedFlag} ${namedEnvironment}`,
  flag_assignments: `INSERT INTO flag_assignments
      (flag_id, env_id, user_id, group_id, expires_at, variant, position, reason)
    SELECT f.flag_id, e.env_id, u.user_id, g.group_id, r.expires_at, r.variant, r.position, r.reason
    FROM ${rows(assignmentColumns)} ${namedFlag} ${namedEnvironment}
    LEFT JOIN users u ON r.kind = 'user' AND u.user_key = r.name
    LEFT JOIN user_groups g ON r.kind = 'group' AND g.group_name = r.name`,
}

export const updates: Readonly<Record<Exclude<Table, 'user_group_membership'>, string>> = {
  environments: `UPDATE environments t SET description = r.description, is_protected = r.is_protected,
      origins = r.origins, position = r.position
    FROM ${rows(`id bigint, ${environmentColumns}`)} WHERE t.env_id = r.id`,
  environment_keys: `UPDATE environment_keys t SET kind = r.kind, name = r.name
    FROM ${rows(keyColumns)} ${namedEnvironment} WHERE t.env_id = e.env_id AND t.sha256 = r.sha256`,
  users: `UPDATE users t SET user_name = r.user_name FROM ${rows('"user" text, user_name text')} WHERE t.user_key = r."user"`,
  user_groups: `UPDATE user_groups t SET description = r.description, condition = r.condition,
      included_groups = r.included_groups, excluded_keys = r.excluded_keys
    FROM ${rows(`id bigint, ${groupColumns}`)} WHERE t.group_id = r.id`,
  feature_flags: `UPDATE feature_flags t SET description = r.description, is_enabled = r.is_enabled,
      expires_at = r.expires_at, owner = r.owner, tags = r.tags, flag_type = r.flag_type, is_client = r.is_client,
      variants = r.variants, off_variant = r.off_variant, salt = r.salt, bucket_by = r.bucket_by, archived_at = CASE WHEN r.archived THEN t.archived_at END
    FROM ${rows(`id bigint, ${flagColumns}`)} WHERE t.flag_id = r.id`,
  flag_dependencies: `UPDATE flag_dependencies t SET variants = r.variants
    FROM ${rows('child text, parent text, variants text[]')}
    JOIN feature_flags p ON p.flag_name = r.parent JOIN feature_flags c ON c.flag_name = r.child
    WHERE t.parent_flag_id = p.flag_id AND t.child_flag_id = c.flag_id`,
  flag_environments: `UPDATE flag_environments t SET is_enabled = r.is_enabled
    FROM ${rows('flag text, environment text, is_enabled boolean')} ${namedFlag} ${namedEnvironment}
    WHERE t.flag_id = f.flag_id AND t.env_id = e.env_id`,
  flag_rules: `UPDATE flag_rules t SET position = r.position, user_keys = r.user_keys, group_names = r.group_names, everyone = r.everyone,
      condition = r.condition, starts_at = r.starts_at, expires_at = r.expires_at, rollout = r.rollout,
      variant = r.variant, weights = r.weights, salt = r.salt, bucket_by = r.bucket_by, reason = r.reason
    FROM ${rows(`id bigint, ${ruleColumns}`)} WHERE t.rule_id = r.id`,
  flag_assignments: `UPDATE flag_assignments t SET expires_at = r.expires_at, variant = r.variant, position = r.position,
      reason = r.reason FROM ${rows(`id bigint, ${assignmentColumns}`)} WHERE t.assignment_id = r.id`,
}

const byId = (table: Table, column: string) =>
  `DELETE FROM ${table} t USING ${rows('id bigint')} WHERE t.${column} = r.id`

export const deletes: Readonly<Record<Exclude<Table, 'feature_flags'>, string>> = {
  environments: byId('environments', 'env_id'),
  users: byId('users', 'user_id'),
  user_groups: byId('user_groups', 'group_id'),
  flag_rules: byId('flag_rules', 'rule_id'),
  flag_assignments: byId('flag_assignments', 'assignment_id'),
  user_group_membership: `DELETE FROM user_group_membership t USING ${rows('"group" text, "user" text')},
    users u, user_groups g WHERE u.user_key = r."user" AND g.group_name = r."group"
    AND t.user_id = u.user_id AND t.group_id = g.group_id`,
  flag_dependencies: `DELETE FROM flag_dependencies t USING ${rows('child text, parent text')}, feature_flags p,
    feature_flags c WHERE p.flag_name = r.parent AND c.flag_name = r.child
    AND t.parent_flag_id = p.flag_id AND t.child_flag_id = c.flag_id`,
  environment_keys: `DELETE FROM environment_keys t USING ${rows('environment text, sha256 text')}, environments e
    WHERE e.env_name = r.environment AND t.env_id = e.env_id AND t.sha256 = r.sha256`,
  flag_environments: `DELETE FROM flag_environments t USING ${rows('flag text, environment text')}, feature_flags f,
    environments e WHERE f.flag_name = r.flag AND e.env_name = r.environment AND t.flag_id = f.flag_id AND t.env_id = e.env_id`,
}

/** A removed flag stays, with everything that hangs on it. */
export const archive = `UPDATE feature_flags t SET is_enabled = false, archived_at = coalesce(t.archived_at, now())
  FROM ${rows('id bigint')} WHERE t.flag_id = r.id`

/** Finds the numbers of new rows; `index` comes back with each. */
export const created: Readonly<Partial<Record<Table, string>>> = {
  environments: `SELECT r.index, t.env_id AS id FROM ${rows('index integer, environment text')}
    JOIN environments t ON t.env_name = r.environment`,
  user_groups: `SELECT r.index, t.group_id AS id FROM ${rows('index integer, "group" text')}
    JOIN user_groups t ON t.group_name = r."group"`,
  feature_flags: `SELECT r.index, f.flag_id AS id FROM ${rows('index integer, flag text')} ${namedFlag}`,
  flag_rules: `SELECT r.index, t.rule_id AS id FROM ${rows(`index integer, ${ruleColumns}`)} ${namedFlag} ${namedEnvironment}
    JOIN flag_rules t ON t.flag_id = f.flag_id AND t.env_id = e.env_id AND t.position = r.position`,
  flag_assignments: `SELECT r.index, t.assignment_id AS id FROM ${rows(`index integer, ${assignmentColumns}`)} ${namedFlag}
    ${namedEnvironment} LEFT JOIN users u ON r.kind = 'user' AND u.user_key = r.name
    LEFT JOIN user_groups g ON r.kind = 'group' AND g.group_name = r.name
    JOIN flag_assignments t ON t.flag_id = f.flag_id AND t.env_id = e.env_id AND t.position = r.position
      AND t.user_id IS NOT DISTINCT FROM u.user_id AND t.group_id IS NOT DISTINCT FROM g.group_id`,
}

/** Calls the procedure for each of the flags in `halyard.flags`, ids with commas between, in the name of `halyard.actor`. */
export const enable = `DO $$
  DECLARE
    flag bigint;
  BEGIN
    FOREACH flag IN ARRAY string_to_array(current_setting('halyard.flags'), ',')::bigint[] LOOP
      CALL enable_flag(flag, current_setting('halyard.actor'));
    END LOOP;
  END
  $$`

/** What the parts of a key are called in the statements above. */
export const keyNames: Readonly<Record<Table, readonly string[]>> = {
  environments: ['environment'],
  environment_keys: ['environment', 'sha256'],
  users: ['user'],
  user_groups: ['group'],
  user_group_membership: ['group', 'user'],
  feature_flags: ['flag'],
  flag_dependencies: ['child', 'parent'],
  flag_environments: ['flag', 'environment'],
  flag_rules: ['flag', 'environment', 'position'],
  flag_assignments: ['flag', 'environment', 'kind', 'name'],
}
