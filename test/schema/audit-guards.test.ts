import { describe, expect, test } from 'vitest'
import type { Store } from '../../compiler/database/store.ts'
import { stores } from '../support/store.ts'

/** Who did what, oldest first. */
async function actions(store: Store): Promise<string[]> {
  const rows = await store.query<{ action: string; flag_name: string; actor: string }>(
    'SELECT * FROM audit_logs ORDER BY audit_id',
  )
  return rows.map((row) => `${row.action} ${row.flag_name} by ${row.actor}`)
}

/** A login role that may use the schema and nothing else, for as long as `work` takes. */
async function withRole(
  store: Store,
  work: (role: string, schema: string, as: (statement: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const [{ schema } = { schema: '' }] = await store.query<{ schema: string }>(
    'SELECT quote_ident(current_schema()) AS schema',
  )
  const role = `operator_${process.pid}_${Date.now()}`
  await store.execute(`CREATE ROLE ${role}; GRANT USAGE ON SCHEMA ${schema} TO ${role}`)
  const as = async (statement: string): Promise<void> => {
    try {
      await store.transaction((queries) => queries.execute(`SET LOCAL SESSION AUTHORIZATION ${role}; ${statement}`))
    } finally {
      await store.execute('SET SESSION AUTHORIZATION postgres') // the embedded database does not go back by itself
    }
  }
  try {
    await work(role, schema, as)
  } finally {
    await store.execute(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`)
  }
}

const aFlag = `INSERT INTO feature_flags (flag_id, flag_name) VALUES (1, 'a')`
const refused = expect.objectContaining({ code: '42501' })

describe.each(stores())('the guards of the audit trail on $kind', ({ open }) => {
  test.each([
    `UPDATE audit_logs SET actor = 'Mallory'`,
    'DELETE FROM audit_logs',
    'DELETE FROM audit_logs WHERE false',
    'TRUNCATE audit_logs',
    `INSERT INTO audit_logs (entity, action, actor) VALUES ('users', 'create', 'Mallory')`,
    'TRUNCATE feature_flags CASCADE',
    'TRUNCATE user_group_membership',
    'TRUNCATE environment_keys',
  ])('%s is refused, also in replication mode', async (statement) => {
    const store = await open({ superuser: true })
    await store.execute(aFlag)
    const before = await actions(store)
    await expect(store.execute(statement)).rejects.toEqual(refused)
    await expect(store.execute(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}`)).rejects.toEqual(
      refused,
    )
    await store.execute('ROLLBACK')
    expect(await actions(store)).toEqual(before)
  })

  test('replication mode does not get an update past the trail', async () => {
    const store = await open({ superuser: true })
    await store.execute(aFlag)
    await store.transaction(async (queries) => {
      await queries.execute(`SET LOCAL session_replication_role = replica; UPDATE feature_flags SET description = 'x'`)
    })
    expect(await actions(store)).toHaveLength(2)
  })

  test('a role with every right on the tables cannot forge a row, also not through a trigger of its own', async () => {
    const store = await open({ superuser: true })
    await store.execute(aFlag)
    await withRole(store, async (role, schema, as) => {
      await store.execute(`GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${role}`)
      const forge = `CREATE TEMP TABLE mine (x int);
        CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO ${schema}.audit_logs (entity, action, actor) VALUES ('users', 'create', 'Mallory'); RETURN NULL;
        END $$;
        CREATE TRIGGER forge AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.forge();
        INSERT INTO mine VALUES (1)`
      await expect(as(forge)).rejects.toEqual(refused)
      for (const statement of [`UPDATE ${schema}.audit_logs SET actor = 'M'`, `DELETE FROM ${schema}.audit_logs`])
        await expect(as(statement)).rejects.toEqual(refused)
    })
    expect(await actions(store)).toHaveLength(1)
  })

  test('functions and tables that a role slips in are not what the triggers and enable_flag use', async () => {
    const store = await open({ superuser: true })
    await store.execute(`${aFlag}; INSERT INTO users (user_key) VALUES ('alice')`)
    await withRole(store, async (role, schema, as) => {
      await store.execute(`GRANT CREATE ON SCHEMA ${schema} TO ${role};
        GRANT SELECT, UPDATE, DELETE ON ${schema}.feature_flags, ${schema}.users TO ${role}`)
      const trap = (signature: string): string => `CREATE FUNCTION ${schema}.${signature} LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'ran as %', current_user; END $$`
      await as(`${['format(text, text)', 'format(text, text, text)', 'format(text, text, text, text)']
        .map((signature) => trap(`${signature} RETURNS text`))
        .join(';')};
        ${trap('jsonb_build_array(jsonb, jsonb) RETURNS jsonb')};
        ${trap(`to_jsonb(${schema}.users) RETURNS jsonb`)};
        ${trap(`to_jsonb(${schema}.feature_flags) RETURNS jsonb`)}`)
      await as(`CREATE TEMP TABLE feature_flags (flag_id bigint, flag_name text, is_enabled boolean, archived_at timestamptz);
        CREATE TEMP TABLE audit_logs (x int);
        SET LOCAL search_path = pg_temp, ${schema};
        CALL ${schema}.enable_flag(1, 'Op');
        UPDATE ${schema}.users SET user_name = 'x'; DELETE FROM ${schema}.users; DELETE FROM ${schema}.feature_flags`)
      const made = await store.query<{ made: string }>(`SELECT oid::regprocedure::text AS made FROM pg_proc
        WHERE proowner = '${role}'::regrole AND pronamespace = '${schema}'::regnamespace`)
      expect(made).toHaveLength(6)
    })
    expect((await actions(store)).slice(2)).toEqual([
      'enable a by Op',
      expect.stringMatching(/^update null by operator_/),
      expect.stringMatching(/^delete null by operator_/),
      expect.stringMatching(/^delete a by operator_/),
    ])
  })

  test('a plain login role writes the trail through the triggers, under its own name, and in no other way', async () => {
    const store = await open({ superuser: true })
    await store.execute(aFlag)
    await withRole(store, async (role, schema, as) => {
      await store.execute(`GRANT SELECT, UPDATE ON feature_flags TO ${role}`)
      await as(`SET LOCAL halyard.actor = 'Alice'; UPDATE ${schema}.feature_flags SET description = 'x'`)
      await as(`SET LOCAL search_path = pg_catalog; CALL ${schema}.enable_flag(1, 'Bob')`)
      expect(await store.query('SELECT actor, db_user FROM audit_logs ORDER BY audit_id OFFSET 1')).toEqual([
        { actor: 'Alice', db_user: role },
        { actor: 'Bob', db_user: role },
      ])
      for (const statement of [
        `INSERT INTO audit_logs (entity, action, actor) VALUES ('users', 'create', 'Mallory')`,
        'DELETE FROM audit_logs',
        'SELECT * FROM audit_logs',
        'DELETE FROM feature_flags',
        'DROP TRIGGER trg_update_flag ON feature_flags',
        'CREATE TEMP TABLE mine (flag_id bigint); CREATE TRIGGER forge AFTER UPDATE ON mine EXECUTE FUNCTION audit_flag_updates()',
      ])
        await expect(as(statement), statement).rejects.toEqual(refused)
    })
  })
})
