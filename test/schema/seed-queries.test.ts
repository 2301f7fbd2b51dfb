import { describe, expect, test } from 'vitest'
import type { SoundModel } from '../../compiler/model/model.ts'
import { fill } from '../support/fill.ts'
import { soundModel } from '../support/random-flags.ts'
import { activeFlags, dependencies } from '../support/sample-queries.ts'
import { stores } from '../support/store.ts'

describe.each(stores())('the sample queries on $kind', ({ open }) => {
  test('active flags of user 101 in production are the grants in force, and agree with active_flags', async () => {
    const store = await open()
    await store.execute(`
      INSERT INTO users (user_id, user_key) VALUES (101, 'alice'), (102, 'bob');
      INSERT INTO user_groups (group_id, group_name) VALUES (1, 'beta');
      INSERT INTO user_group_membership VALUES (101, 1);
      INSERT INTO environments (env_id, env_name) VALUES (1, 'production'), (2, 'staging');
      INSERT INTO feature_flags (flag_id, flag_name, is_enabled, expires_at) VALUES
        (1, 'own', true, NULL), (2, 'by-group', true, '2999-01-01Z'), (3, 'disabled', false, NULL),
        (4, 'expired', true, '2020-01-01Z'), (5, 'grant-expired', true, NULL), (6, 'staging-only', true, NULL),
        (7, 'of-bob', true, NULL);
      INSERT INTO flag_assignments (flag_id, user_id, group_id, env_id, expires_at) VALUES
        (1, 101, NULL, 1, NULL), (2, NULL, 1, 1, NULL), (3, 101, NULL, 1, NULL), (4, 101, NULL, 1, NULL),
        (5, 101, NULL, 1, '2020-01-01Z'), (6, 101, NULL, 2, NULL), (7, 102, NULL, 1, NULL)`)
    const rows = await store.query<{ flag_name: string }>(activeFlags)
    expect(rows.map((row) => row.flag_name).sort()).toEqual(['by-group', 'own'])
    expect(await store.query(`SELECT flag_name FROM active_flags(101, 'production')`)).toEqual([
      { flag_name: 'by-group' },
      { flag_name: 'own' },
    ])
  })

  test('a grant to a nested group counts for everybody it lists, and for nobody it excludes', async () => {
    const store = await open()
    const files = {
      environments: { production: {} },
      users: { alice: { id: 101 }, bob: {} },
      groups: {
        inner: { members: ['alice', 'bob'] },
        wide: { groups: ['inner'], when: { country: 'NL' } },
        narrow: { groups: ['wide'], exclude: ['alice'] },
      },
      flags: Object.fromEntries(
        ['wide', 'narrow'].map((group) => [`for-${group}`, { assignments: { production: [{ group }] } }]),
      ),
    }
    await fill(store, (await soundModel(JSON.stringify(files))) as SoundModel)
    expect(await store.query(activeFlags)).toEqual([{ flag_name: 'for-wide' }])
  })

  test('disabled parents of dependent_feature are listed', async () => {
    const store = await open()
    await store.execute(`
      INSERT INTO feature_flags (flag_id, flag_name, is_enabled) VALUES
        (1, 'dependent_feature', true), (2, 'parent-off', false), (3, 'parent-on', true);
      INSERT INTO flag_dependencies VALUES (2, 1), (3, 1)`)
    expect(await store.query(dependencies)).toEqual([
      { parent_flag: 'parent-off', dependent_flag: 'dependent_feature' },
    ])
  })
})
