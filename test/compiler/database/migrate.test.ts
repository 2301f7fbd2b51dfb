import { describe, expect, test } from 'vitest'
import { takeInstallationLock } from '../../../compiler/database/installation-lock.ts'
import { migrate, migrations } from '../../../compiler/database/migrate.ts'
import { openServer } from '../../../compiler/database/server.ts'
import { serverAddress, stores } from '../../support/store.ts'

describe.each(stores())('migrations on $kind', ({ open }) => {
  test('an empty schema gets every file in order, and a second run does nothing', async () => {
    const store = await open({ migrated: false })
    const names = (await migrations()).map(({ name }) => name)
    expect(await migrate(store)).toEqual(names)
    expect(await migrate(store)).toEqual([])
  })

  test('an edited file is refused by name, and nothing is applied', async () => {
    const store = await open()
    const [first, ...rest] = await migrations()
    const added = { name: '9999_more.sql', sql: 'CREATE TABLE more (id int)', sha256: 'x' }
    const known = [{ ...first!, sha256: 'edited' }, ...rest, added]
    await expect(migrate(store, { known })).rejects.toMatchObject({
      exit: 4,
      message: 'schema/database/0001_tables.sql has changed since it was applied to this database',
    })
    expect(await store.query(`SELECT to_regclass('more') AS found`)).toEqual([{ found: null }])
  })

  test('a database newer than the program is refused', async () => {
    const store = await open()
    await store.execute(`INSERT INTO schema_migrations (name, sha256) VALUES ('9999_future.sql', 'x')`)
    await expect(migrate(store)).rejects.toMatchObject({
      exit: 4,
      message: 'the database is newer than this halyard: it has 9999_future.sql',
    })
  })

  test('a file that fails leaves nothing of itself, and the ones before it stay', async () => {
    const store = await open()
    const good = { name: '9998_good.sql', sql: 'CREATE TABLE good (id int)', sha256: 'a' }
    const bad = { name: '9999_bad.sql', sql: 'CREATE TABLE half (id int); SELECT nonsense', sha256: 'b' }
    const known = [...(await migrations()), good, bad]
    await expect(migrate(store, { known })).rejects.toMatchObject({ code: '42703' })
    expect(
      await store.query(`SELECT to_regclass('good') IS NOT NULL AS good, to_regclass('half') IS NOT NULL AS half`),
    ).toEqual([{ good: true, half: false }])
  })
})

test('two runs at once share the files between them, each applied once', async ({ skip }) => {
  const address = await serverAddress({ migrated: false })
  if (!address) return skip('needs a real Postgres')
  const both = await Promise.all([openServer(address, {}), openServer(address, {})])
  const applied = await Promise.all(both.map((store) => migrate(store)))
  expect(applied.flat().sort()).toEqual((await migrations()).map(({ name }) => name))
  await Promise.all(both.map((store) => store.close()))
})

test('a run that cannot have the lock gives up in time, with exit code 5', async ({ skip }) => {
  const address = await serverAddress({ migrated: false })
  if (!address) return skip('needs a real Postgres')
  const [holder, second] = [await openServer(address, {}), await openServer(address, {})]
  await holder.transaction(async (queries) => {
    await takeInstallationLock(queries, 'migration')
    await expect(migrate(second, { patience: 200 })).rejects.toMatchObject({ exit: 5 })
  })
  await Promise.all([holder.close(), second.close()])
})
