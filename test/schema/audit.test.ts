import { describe, expect, test } from 'vitest'
import type { Queries, Store } from '../../compiler/database/store.ts'
import { stores } from '../support/store.ts'

interface Row {
  entity: string
  action: string
  actor: string
  flag_name: string | null
  commit_sha: string | null
  old_values: Record<string, unknown> | null
  new_values: Record<string, unknown> | null
  diff: Record<string, unknown>
}

const trail = (queries: Queries, after = 0): Promise<Row[]> =>
  queries.query<Row>('SELECT * FROM audit_logs ORDER BY audit_id OFFSET $1', [after])

async function withFlags(store: Store, ...names: string[]): Promise<void> {
  await store.transaction(async (queries) => {
    await queries.query(`SELECT set_config('halyard.actor', 'Setup', true)`)
    await queries.query(
      'INSERT INTO feature_flags (flag_id, flag_name, is_enabled) SELECT n, name, false FROM unnest($1::text[]) WITH ORDINALITY AS f (name, n)',
      [names],
    )
    // ids were chosen; those to come stand after them
    await queries.query(`SELECT setval(pg_get_serial_sequence('feature_flags', 'flag_id'), 1000)`)
  })
}

describe.each(stores())('the audit trail on $kind', ({ open }) => {
  test('CALL enable_flag enables the flag and leaves exactly one row, with the actor it was given', async () => {
    const store = await open()
    await withFlags(store, 'checkout')
    await store.execute(`CALL enable_flag(1, 'Alice')`)
    const rows = await trail(store, 1)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      action: 'enable',
      actor: 'Alice',
      flag_name: 'checkout',
      diff: { is_enabled: [false, true] },
    })
    expect(await store.query('SELECT is_enabled FROM feature_flags')).toEqual([{ is_enabled: true }])
  })

  test('enabling a flag that is on already leaves one row too, with nothing in its diff', async () => {
    const store = await open()
    await withFlags(store, 'checkout')
    await store.execute(`CALL enable_flag(1, 'Alice')`)
    await store.execute(`CALL enable_flag(1, 'Bob')`)
    expect((await trail(store, 2)).map(({ action, actor, diff }) => ({ action, actor, diff }))).toEqual([
      { action: 'enable', actor: 'Bob', diff: {} },
    ])
  })

  test.each([
    [`CALL enable_flag(99, 'Alice')`, 'P0002', 'there is no flag with the id 99'],
    [`CALL enable_flag(NULL, 'Alice')`, 'P0002', 'there is no flag with the id NULL'],
    [`CALL enable_flag(1, '  ')`, '22023', 'enable_flag needs the name of who enables the flag'],
    [`CALL enable_flag(1, E'\\t\\n')`, '22023', 'enable_flag needs the name of who enables the flag'],
    [`CALL enable_flag(1, E'\\u00a0\\u200b\\u3000')`, '22023', 'enable_flag needs the name of who enables the flag'],
    [`CALL enable_flag(1, NULL)`, '22023', 'enable_flag needs the name of who enables the flag'],
    [`CALL enable_flag(2, 'Alice')`, '55000', 'flag "old" is archived and cannot be enabled'],
  ])('%s is refused with %s and writes nothing', async (call, code, message) => {
    const store = await open()
    await withFlags(store, 'checkout', 'old')
    await store.execute('UPDATE feature_flags SET archived_at = now() WHERE flag_id = 2')
    const before = await trail(store)
    await expect(store.execute(call)).rejects.toMatchObject({ code, message })
    expect(await trail(store)).toEqual(before)
  })

  test('an actor of whom nothing can be seen is nobody: the database user is named instead', async () => {
    const store = await open()
    await withFlags(store, 'checkout')
    await store.transaction(async (queries) => {
      await queries.query(`SELECT set_config('halyard.actor', E' \\n\\u200b', true)`)
      await queries.execute(`UPDATE feature_flags SET description = 'x'`)
    })
    const [user] = await store.query<{ name: string }>('SELECT session_user AS name')
    expect((await trail(store, 1)).map(({ actor }) => actor)).toEqual([user?.name])
  })

  test('of a very long actor the first 256 characters are kept', async () => {
    const store = await open()
    await withFlags(store, 'checkout')
    await store.execute(`CALL enable_flag(1, repeat('é', 10000))`)
    expect((await trail(store, 1)).map(({ actor }) => actor)).toEqual(['é'.repeat(256)])
  })

  test('enable_flag takes its arguments by name too', async () => {
    const store = await open()
    await withFlags(store, 'checkout')
    await store.execute(`CALL enable_flag(actor_name => 'Zoë "Z" Ånström', flag_id => 1)`)
    expect((await trail(store, 1)).map(({ actor }) => actor)).toEqual(['Zoë "Z" Ånström'])
  })

  test('what an upsert and a MERGE write is told row by row', async () => {
    const store = await open()
    await withFlags(store, 'a')
    await store.execute(`INSERT INTO feature_flags (flag_name, description) VALUES ('a', 'x'), ('b', 'x')
      ON CONFLICT (flag_name) DO UPDATE SET description = excluded.description`)
    await store.execute(`INSERT INTO users (user_key) VALUES ('u'), ('v');
      INSERT INTO users (user_key, user_name) VALUES ('v', 'V'), ('w', 'W')
      ON CONFLICT (user_key) DO UPDATE SET user_name = excluded.user_name`)
    await store.execute(`INSERT INTO users (user_key) VALUES ('u') ON CONFLICT DO NOTHING`)
    const [{ version } = { version: 0 }] = await store.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    )
    if (version >= 150_000)
      await store.execute(`MERGE INTO users AS u USING (VALUES ('u', 'U'), ('v', NULL), ('x', 'X')) AS n (key, name)
        ON u.user_key = n.key WHEN MATCHED AND n.name IS NULL THEN DELETE
        WHEN MATCHED THEN UPDATE SET user_name = n.name WHEN NOT MATCHED THEN INSERT (user_key) VALUES (n.key)`)
    const told = (await trail(store, 1)).map((row) =>
      [row.action, row.flag_name ?? (row.new_values ?? row.old_values)?.['user_key']].join(' '),
    )
    const merged = version >= 150_000 ? ['create x', 'delete v', 'update u'] : []
    expect(told.slice(0, 6).sort()).toEqual(['create b', 'create u', 'create v', 'create w', 'update a', 'update v'])
    expect(told.slice(6).sort()).toEqual(merged)
  })

  test('a new id and a new name are updates; what refers to the flag follows', async () => {
    const store = await open()
    await withFlags(store, 'a', 'b')
    await store.execute(`INSERT INTO flag_dependencies VALUES (1, 2);
      UPDATE feature_flags SET flag_id = 71 WHERE flag_id = 1;
      UPDATE feature_flags SET flag_name = 'z' WHERE flag_id = 2`)
    expect((await trail(store, 3)).map((row) => [row.action, row.entity, row.flag_name])).toEqual([
      ['update', 'feature_flags', 'a'],
      ['update', 'flag_dependencies', 'b'],
      ['update', 'feature_flags', 'z'],
    ])
  })

  test('a flag goes with its own dependencies, but not while another depends on it', async () => {
    const store = await open()
    await withFlags(store, 'parent', 'child')
    await store.execute('INSERT INTO flag_dependencies VALUES (1, 2)')
    await expect(store.execute('DELETE FROM feature_flags WHERE flag_id = 1')).rejects.toMatchObject({ code: '23503' })
    await store.execute('DELETE FROM feature_flags WHERE flag_id = 2')
    expect((await trail(store, 3)).map((row) => [row.action, row.entity, row.flag_name])).toEqual([
      ['delete', 'flag_dependencies', 'child'],
      ['delete', 'feature_flags', 'child'],
    ])
  })

  test('the actor of enable_flag does not leak to later statements of the transaction, also not after an error', async () => {
    const store = await open()
    await withFlags(store, 'checkout')
    await store.transaction(async (queries) => {
      await queries.query(
        `SELECT set_config('halyard.actor', 'Outer', true), set_config('halyard.commit', 'abc123', true)`,
      )
      await queries.execute(`CALL enable_flag(1, 'Alice')`)
      await queries.execute(`UPDATE feature_flags SET description = 'a'`)
      await queries.execute('SAVEPOINT before')
      await expect(queries.execute(`CALL enable_flag(99, 'Mallory')`)).rejects.toMatchObject({ code: 'P0002' })
      await queries.execute('ROLLBACK TO SAVEPOINT before')
      await queries.execute(`UPDATE feature_flags SET description = 'b'`)
    })
    await store.execute(`UPDATE feature_flags SET description = 'c'`)
    const [user] = await store.query<{ name: string }>('SELECT session_user AS name')
    expect((await trail(store, 1)).map((row) => [row.action, row.actor, row.commit_sha])).toEqual([
      ['enable', 'Alice', 'abc123'],
      ['update', 'Outer', 'abc123'],
      ['update', 'Outer', 'abc123'],
      ['update', user?.name, null],
    ])
  })

  test('each row keeps the actor that was set when it was written, whatever is set before the commit', async () => {
    const store = await open()
    await withFlags(store, 'a', 'b')
    await store.transaction(async (queries) => {
      await queries.query(`SELECT set_config('halyard.actor', 'First', true)`)
      await queries.execute(`UPDATE feature_flags SET description = 'x' WHERE flag_name = 'a'`)
      await queries.query(`SELECT set_config('halyard.actor', 'Second', true)`)
      await queries.execute(`UPDATE feature_flags SET description = 'x' WHERE flag_name = 'b'`)
    })
    expect((await trail(store, 2)).map((row) => [row.flag_name, row.actor])).toEqual([
      ['a', 'First'],
      ['b', 'Second'],
    ])
  })

  test('an update of several flags leaves one row for each, an update that changes nothing too', async () => {
    const store = await open()
    await withFlags(store, 'a', 'b', 'c')
    await store.execute(`UPDATE feature_flags SET description = 'x' WHERE flag_name <> 'c'`)
    await store.execute(`UPDATE feature_flags SET description = description WHERE flag_name = 'a'`)
    await store.execute(`UPDATE feature_flags SET description = 'y' WHERE flag_name = 'nobody'`)
    expect((await trail(store, 3)).map((row) => [row.action, row.flag_name, row.diff])).toEqual([
      ['update', 'a', { description: [null, 'x'] }],
      ['update', 'b', { description: [null, 'x'] }],
      ['update', 'a', {}],
    ])
  })

  test('what a rollback to a savepoint undoes is not in the trail', async () => {
    const store = await open()
    await withFlags(store, 'a')
    await store.transaction(async (queries) => {
      await queries.execute(`UPDATE feature_flags SET description = 'kept'; SAVEPOINT s`)
      await queries.execute(`UPDATE feature_flags SET description = 'gone'; CALL enable_flag(1, 'Alice')`)
      await queries.execute('ROLLBACK TO SAVEPOINT s')
    })
    expect((await trail(store, 1)).map((row) => row.diff)).toEqual([{ description: [null, 'kept'] }])
  })

  test('archiving is told apart; coming back is an update', async () => {
    const store = await open()
    await withFlags(store, 'a')
    await store.execute('UPDATE feature_flags SET archived_at = now()')
    await store.execute('UPDATE feature_flags SET archived_at = NULL')
    expect((await trail(store, 1)).map((row) => row.action)).toEqual(['archive', 'update'])
  })

  test('users, groups, memberships, environments, grants, rules and dependencies are audited by name, row by row', async () => {
    const store = await open()
    await withFlags(store, 'parent', 'child')
    await store.execute(`
      INSERT INTO users (user_id, user_key) VALUES (101, 'alice');
      INSERT INTO user_groups (group_id, group_name) VALUES (1, 'beta');
      INSERT INTO user_group_membership VALUES (101, 1);
      INSERT INTO environments (env_id, env_name) VALUES (1, 'production');
      INSERT INTO flag_assignments (flag_id, user_id, group_id, env_id) VALUES (1, 101, NULL, 1), (1, NULL, 1, 1);
      INSERT INTO flag_rules (flag_id, env_id, position, everyone) VALUES (2, 1, 0, true);
      INSERT INTO flag_environments (flag_id, env_id) VALUES (2, 1);
      INSERT INTO flag_dependencies VALUES (1, 2);
      UPDATE flag_assignments SET variant = 'on' WHERE user_id = 101;
      UPDATE users SET user_key = 'alice.j';
      UPDATE user_groups SET group_name = group_name;
      DELETE FROM user_group_membership`)
    const rows = (await trail(store, 2)).map((row) => [row.action, row.entity, row.flag_name])
    expect(rows).toEqual([
      ['create', 'users', null],
      ['create', 'user_groups', null],
      ['create', 'user_group_membership', null],
      ['create', 'environments', null],
      ['create', 'flag_assignments', 'parent'],
      ['create', 'flag_assignments', 'parent'],
      ['create', 'flag_rules', 'child'],
      ['create', 'flag_environments', 'child'],
      ['create', 'flag_dependencies', 'child'],
      ['update', 'flag_assignments', 'parent'],
      ['update', 'users', null],
      ['delete', 'user_group_membership', null],
    ])
    const [created, ofGroup] = await trail(store, 6)
    expect(created?.new_values).toMatchObject({ user_key: 'alice', env_name: 'production', flag_name: 'parent' })
    expect(ofGroup?.new_values).toMatchObject({ group_name: 'beta' })
    const [renamed, left] = await trail(store, 12)
    expect(renamed).toMatchObject({ diff: { user_key: ['alice', 'alice.j'] }, old_values: { user_key: 'alice' } })
    expect(left?.old_values).toMatchObject({ user_key: 'alice.j', group_name: 'beta' })
  })

  test('a deleted row and all that goes with it are still told by name', async () => {
    const store = await open()
    await withFlags(store, 'checkout')
    await store.execute(`
      INSERT INTO users (user_id, user_key) VALUES (101, 'alice');
      INSERT INTO environments (env_id, env_name) VALUES (1, 'production');
      INSERT INTO environment_keys (env_id, sha256, kind) VALUES (1, repeat('a', 64), 'server');
      INSERT INTO flag_assignments (flag_id, user_id, env_id) VALUES (1, 101, 1);
      DELETE FROM feature_flags;
      DELETE FROM environments`)
    const rows = await trail(store, 5)
    expect(rows.map((row) => [row.action, row.entity, row.flag_name])).toEqual([
      ['delete', 'flag_assignments', 'checkout'],
      ['delete', 'feature_flags', 'checkout'],
      ['delete', 'environment_keys', null],
      ['delete', 'environments', null],
    ])
    expect(rows[2]?.old_values).toMatchObject({ env_name: 'production', kind: 'server' })
    expect(rows[0]?.old_values).toMatchObject({ user_key: 'alice', flag_name: 'checkout', env_name: 'production' })
  })
})
