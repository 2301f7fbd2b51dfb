import { describe, expect, test } from 'vitest'
import type { Store } from '../../compiler/database/store.ts'
import { stores } from '../support/store.ts'

const people = `
  INSERT INTO users (user_id, user_key) VALUES (101, 'alice'), (102, 'bob');
  INSERT INTO user_groups (group_id, group_name) VALUES (1, 'beta');
  INSERT INTO user_group_membership VALUES (101, 1);
  INSERT INTO environments (env_id, env_name) VALUES (1, 'production'), (2, 'staging');
`
const abc = `'[{"name":"a","value":"1.0"},{"name":"b","value":"\\"x\\""},{"name":"c","value":"{}"}]'`
const noon = '2026-06-01T12:00:00Z'

/** `flag variant reason` for every flag, at noon unless told. */
async function answers(store: Store, user: string, environment = 'production', at = noon): Promise<string[]> {
  const rows = await store.query<{ flag_name: string; variant: string; reason: string }>(
    'SELECT * FROM evaluate_flags($1, $2, $3)',
    [user, environment, at],
  )
  return rows.map((row) => `${row.flag_name} ${row.variant} ${row.reason}`)
}

describe.each(stores())('evaluate_flags and active_flags on $kind', ({ open }) => {
  async function given(sql: string): Promise<Store> {
    const store = await open()
    await store.execute(people + sql)
    return store
  }

  test('a grant serves the variant that is not the off variant; nobody else gets it', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name) VALUES (1, 'f');
      INSERT INTO flag_assignments (flag_id, group_id, env_id) VALUES (1, 1, 1)`)
    expect(await answers(store, 'alice')).toEqual(['f on TARGETING_MATCH'])
    expect(await answers(store, 'bob')).toEqual(['f off DEFAULT'])
    expect(await answers(store, 'stranger')).toEqual(['f off DEFAULT'])
    expect(await answers(store, 'alice', 'staging')).toEqual(['f off DISABLED'])
  })

  test('active_flags lists only what serves another variant than off, with its value, by key and by id', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name, variants, off_variant) VALUES
        (1, 'f', ${abc}, 'a'), (2, 'g', ${abc}, 'a'), (3, 'h', ${abc}, 'a');
      INSERT INTO flag_assignments (flag_id, user_id, env_id, variant) VALUES (1, 101, 1, 'b'), (3, 102, 1, 'c');
      INSERT INTO flag_rules (flag_id, env_id, everyone, variant) VALUES (2, 1, true, 'a')`)
    const expected = [{ flag_name: 'f', variant: 'b', value: '"x"', reason: 'TARGETING_MATCH', flag_id: '1' }]
    expect(await store.query(`SELECT * FROM active_flags('alice', 'production')`)).toEqual(expected)
    expect(await store.query(`SELECT * FROM active_flags(101, 'production')`)).toEqual(expected)
    expect(await store.query(`SELECT value FROM evaluate_flags('alice', 'production') WHERE flag_name = 'g'`)).toEqual([
      { value: '1.0' },
    ])
  })

  test('an unknown environment or user id is said, not answered with silence', async () => {
    const store = await given('')
    await expect(store.query(`SELECT * FROM active_flags('alice', 'prod')`)).rejects.toMatchObject({
      code: '22023',
      message: 'there is no environment "prod"',
    })
    await expect(store.query(`SELECT * FROM active_flags(9, 'production')`)).rejects.toMatchObject({ code: 'P0002' })
  })

  test.each([
    ['is not enabled', 'UPDATE feature_flags SET is_enabled = false'],
    ['expires at that very instant', `UPDATE feature_flags SET expires_at = '${noon}'`],
    ['is disabled in the environment', 'INSERT INTO flag_environments VALUES (1, 1, false)'],
    ['has no list there', 'DELETE FROM flag_assignments'],
  ])('a flag that %s is DISABLED', async (_, sql) => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name) VALUES (1, 'f');
      INSERT INTO flag_assignments (flag_id, user_id, env_id) VALUES (1, 101, 1); ${sql}`)
    expect(await answers(store, 'alice')).toEqual(['f off DISABLED'])
  })

  test('an archived flag is not listed', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_name, archived_at) VALUES ('f', now())`)
    expect(await answers(store, 'alice')).toEqual([])
  })

  test('an empty list, told by flag_environments, is DEFAULT', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name) VALUES (1, 'f');
      INSERT INTO flag_environments VALUES (1, 1, true)`)
    expect(await answers(store, 'alice')).toEqual(['f off DEFAULT'])
    expect(await answers(store, 'alice', 'staging')).toEqual(['f off DISABLED'])
  })

  test('windows hold their start and not their end', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name) VALUES (1, 'f');
      INSERT INTO flag_rules (flag_id, env_id, everyone, starts_at, expires_at)
      VALUES (1, 1, true, '2026-06-01T10:00:00Z', '2026-06-01T12:00:00Z')`)
    const at = async (time: string): Promise<string> =>
      (await answers(store, 'bob', 'production', `2026-06-01T${time}Z`))[0] ?? ''
    expect(await at('09:59:59.999')).toBe('f off DEFAULT')
    expect(await at('10:00:00')).toBe('f on TARGETING_MATCH')
    expect(await at('11:59:59.999')).toBe('f on TARGETING_MATCH')
    expect(await at('12:00:00')).toBe('f off DEFAULT')
  })

  test('the listed order holds over both tables, and the own assignment of a user comes before it', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name, variants, off_variant) VALUES
        (1, 'grants-first', ${abc}, 'a'), (2, 'rules-first', ${abc}, 'a'), (3, 'own-first', ${abc}, 'a');
      INSERT INTO flag_assignments (flag_id, group_id, env_id, position, variant) VALUES (1, 1, 1, 0, 'b'), (2, 1, 1, 1, 'b');
      INSERT INTO flag_rules (flag_id, env_id, position, everyone, variant) VALUES (1, 1, 1, true, 'c'), (2, 1, 0, true, 'c'),
        (3, 1, 0, true, 'c');
      INSERT INTO flag_rules (flag_id, env_id, position, user_keys, variant) VALUES (3, 1, 1, '{alice,stranger}', 'a')`)
    expect(await answers(store, 'alice')).toEqual([
      'grants-first b TARGETING_MATCH',
      'own-first a TARGETING_MATCH',
      'rules-first c STATIC',
    ])
    expect((await answers(store, 'stranger'))[1]).toBe('own-first a TARGETING_MATCH')
    expect((await answers(store, 'bob'))[1]).toBe('own-first c TARGETING_MATCH')
  })

  test('an own assignment that has ended no longer counts', async () => {
    const store =
      await given(`INSERT INTO feature_flags (flag_id, flag_name, variants, off_variant) VALUES (1, 'f', ${abc}, 'a');
      INSERT INTO flag_assignments (flag_id, user_id, env_id, position, variant, expires_at) VALUES (1, 101, 1, 1, 'b', '${noon}');
      INSERT INTO flag_rules (flag_id, env_id, position, everyone, variant) VALUES (1, 1, 0, true, 'c')`)
    expect(await answers(store, 'alice')).toEqual(['f c TARGETING_MATCH'])
    expect(await answers(store, 'alice', 'production', '2026-06-01T11:59:59Z')).toEqual(['f b TARGETING_MATCH'])
  })

  test('everyone is STATIC only when neither the context nor the clock can change the answer', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name, expires_at) VALUES
        (1, 'plain', NULL), (2, 'ends', '2027-01-01Z'), (3, 'behind-a-group', NULL), (4, 'child', NULL), (5, 'windowed', NULL);
      INSERT INTO flag_rules (flag_id, env_id, position, everyone) SELECT f, 1, 1, true FROM generate_series(1, 5) AS f;
      UPDATE flag_rules SET expires_at = '2027-01-01Z' WHERE flag_id = 5;
      INSERT INTO flag_assignments (flag_id, group_id, env_id) VALUES (3, 1, 1);
      INSERT INTO flag_dependencies VALUES (1, 4)`)
    expect(await answers(store, 'bob')).toEqual([
      'behind-a-group on TARGETING_MATCH',
      'child on TARGETING_MATCH',
      'ends on TARGETING_MATCH',
      'plain on STATIC',
      'windowed on TARGETING_MATCH',
    ])
  })

  test('a dependency needs its parent active, through the whole chain, before any assignment', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name) VALUES (1, 'c'), (2, 'b'), (3, 'a');
      INSERT INTO flag_dependencies VALUES (3, 2), (2, 1);
      INSERT INTO flag_rules (flag_id, env_id, everyone) SELECT f, 1, true FROM generate_series(1, 2) AS f;
      INSERT INTO flag_assignments (flag_id, user_id, env_id) VALUES (3, 101, 1), (1, 102, 1)`)
    expect(await answers(store, 'alice')).toEqual([
      'a on TARGETING_MATCH',
      'b on TARGETING_MATCH',
      'c on TARGETING_MATCH',
    ])
    expect(await answers(store, 'bob')).toEqual(['a off DEFAULT', 'b off DISABLED', 'c off DISABLED'])
  })

  test('a dependency may name variants, also the off variant of a blocked parent', async () => {
    const store = await given(`INSERT INTO feature_flags (flag_id, flag_name, variants, off_variant) VALUES
        (1, 'root', ${abc}, 'a'), (2, 'parent', ${abc}, 'a'), (3, 'wants-b', ${abc}, 'a'), (4, 'wants-a', ${abc}, 'a');
      INSERT INTO flag_rules (flag_id, env_id, everyone, variant) SELECT f, 1, true, 'b' FROM generate_series(2, 4) AS f;
      INSERT INTO flag_assignments (flag_id, user_id, env_id, variant) VALUES (1, 101, 1, 'c');
      INSERT INTO flag_dependencies VALUES (1, 2, '{c}'), (2, 3, '{b}'), (2, 4, '{a}')`)
    expect(await answers(store, 'alice')).toEqual([
      'parent b TARGETING_MATCH',
      'root c TARGETING_MATCH',
      'wants-a a DISABLED',
      'wants-b b TARGETING_MATCH',
    ])
    expect(await answers(store, 'bob')).toEqual([
      'parent a DISABLED',
      'root a DEFAULT',
      'wants-a b TARGETING_MATCH',
      'wants-b a DISABLED',
    ])
  })

  test('a chain of 32 flags is followed to its end', async () => {
    const store =
      await given(`INSERT INTO feature_flags (flag_id, flag_name) SELECT f, 'f' || f FROM generate_series(1, 32) AS f;
      INSERT INTO flag_rules (flag_id, env_id, everyone) SELECT f, 1, true FROM generate_series(1, 32) AS f;
      INSERT INTO flag_dependencies SELECT f, f + 1 FROM generate_series(1, 31) AS f`)
    expect(new Set(await answers(store, 'bob')).size).toBe(32)
    expect(await store.query(`SELECT FROM active_flags('bob', 'production')`)).toHaveLength(32)
    await store.execute('UPDATE feature_flags SET is_enabled = false WHERE flag_id = 1')
    expect(await store.query(`SELECT FROM active_flags('bob', 'production')`)).toHaveLength(0)
  })
})
