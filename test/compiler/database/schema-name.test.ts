import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../../compiler/database/migrate.ts'
import { chooseSchema, lookInside, quoteIdentifier } from '../../../compiler/database/schema-name.ts'
import { stores } from '../../support/store.ts'

test('the option counts before the address, and the address before the variable', () => {
  expect(chooseSchema({ option: 'a', address: 'b', variable: 'c' })).toBe('a')
  expect(chooseSchema({ address: 'b', variable: 'c' })).toBe('b')
  expect(chooseSchema({ variable: 'c' })).toBe('c')
  expect(chooseSchema({ variable: '' })).toBe(undefined)
})

test.each([
  ['', 'a schema needs a name'],
  ['pg_flags', 'names that begin with pg_ belong to Postgres'],
  ['information_schema', 'that schema belongs to Postgres'],
  ['$user', 'in a search_path it stands for the name of the user'],
  ['a\0b', 'it has characters that cannot be seen'],
  ['a\u202eb', 'it has characters that cannot be seen'],
  ['\ud800', 'it has characters that cannot be seen'],
  ['ü'.repeat(32), 'names have at most 63 bytes in Postgres'],
])('the schema %j is refused by name: %s', (name, why) => {
  const refused = expect.objectContaining({ exit: 2, message: expect.stringMatching(`: ${why}$`) as string }) as Error
  expect(() => chooseSchema({ option: name })).toThrow(refused)
  if (name !== '') expect(() => chooseSchema({ variable: name })).toThrow(/^HALYARD_SCHEMA cannot be/)
})

describe.each(stores())('schemas on $kind', ({ open, openSchemas }) => {
  test('whatever a schema is called, names are looked up in it, until the transaction ends', async () => {
    const store = await open({ migrated: false })
    const path = () => store.query(`SELECT current_setting('search_path') AS path`)
    const before = await path()
    const letter = fc.constantFrom('a', 'Z', "'", '"', '""', ' ', '.', ',', ';', '$', '\\', '%', '--', 'é', '漢', '😀')
    const name = fc.string({ unit: letter, minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(name, async (schema) => {
        const [one] = await store.transaction(async (queries) => {
          await queries.execute(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}; ${lookInside(schema)}`)
          return queries.query<{ current_schema: string }>('SELECT current_schema()::text')
        })
        expect(one).toEqual({ current_schema: schema })
        expect(await path()).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })

  test.each(['Flags', 'my "flags".v2; --', "it's", 'ü 漢字 😀', 'select'])(
    'tables, triggers, functions and procedures all live in the schema %j',
    async (schema) => {
      const [store] = await openSchemas(schema)
      await migrate(store!)
      await store!.execute(`INSERT INTO feature_flags (flag_id, flag_name, is_enabled) VALUES (7, 'tips', false)`)
      await store!.execute(`INSERT INTO environments (env_name) VALUES ('production')`)
      await store!.execute(`CALL enable_flag(7, 'Alice')`)
      expect(await store!.query(`SELECT reason FROM active_flags('anna', 'production')`)).toEqual([])
      const trail = 'SELECT action, actor FROM audit_logs ORDER BY audit_id DESC LIMIT 1'
      expect(await store!.query(trail)).toEqual([{ action: 'enable', actor: 'Alice' }])
      const elsewhere = `SELECT relname FROM pg_class WHERE relname IN ('feature_flags', 'audit_logs', 'schema_migrations')
        AND relnamespace = 'public'::regnamespace`
      expect(await store!.query(elsewhere)).toEqual([])
      expect(store!.name).toContain(`(schema ${schema})`)
    },
  )
})
