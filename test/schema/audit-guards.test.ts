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

  test('a plain login role writes the trail through the triggers, under its own name, and in no other way', async () => {
    const store = await open({ superuser: true })
    await store.execute(aFlag)
    const [{ schema } = { schema: '' }] = await store.query<{ schema: string }>(
      'SELECT quote_ident(current_schema()) AS schema',
    )
    const role = `operator_${process.pid}_${Date.now()}`
    await store.execute(`CREATE ROLE ${role}; GRANT USAGE ON SCHEMA ${schema} TO ${role};
      GRANT SELECT, UPDATE ON feature_flags TO ${role}`)
    const as = async (statement: string): Promise<void> => {
      try {
        await store.transaction((queries) => queries.execute(`SET LOCAL SESSION AUTHORIZATION ${role}; ${statement}`))
      } finally {
        await store.execute('SET SESSION AUTHORIZATION postgres') // the embedded database does not go back by itself
      }
    }
    try {
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
        'CREATE TEMP TABLE mine (flag_id bigint); CREATE TRIGGER forge AFTER UPDATE ON mine EXECUTE FUNCTION audit_flag_update()',
      ])
        await expect(as(statement), statement).rejects.toEqual(refused)
    } finally {
      await store.execute(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
    }
  })
})
