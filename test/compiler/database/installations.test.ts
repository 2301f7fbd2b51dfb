import { describe, expect, test } from 'vitest'
import { takeInstallationLock } from '../../../compiler/database/installation-lock.ts'
import { migrate, migrations } from '../../../compiler/database/migrate.ts'
import { isPrepared } from '../../../compiler/database/prepared.ts'
import type { Store } from '../../../compiler/database/store.ts'
import { stores } from '../../support/store.ts'

const add = (name: string) => `INSERT INTO feature_flags (flag_name) VALUES ('${name}')`

async function flags(store: Store): Promise<unknown[]> {
  return (await store.query<{ flag_name: string }>('SELECT flag_name FROM feature_flags')).map((row) => row.flag_name)
}

describe.each(stores())('two schemas of one database on $kind', ({ kind, openSchemas }) => {
  test('are two installations: neither sees flags, migrations or trail of the other', async () => {
    const [blue, green] = (await openSchemas('blue', 'Green')) as [Store, Store]
    const names = (await migrations()).map(({ name }) => name)
    expect(await migrate(blue)).toEqual(names)
    expect(await isPrepared(green)).toBe(false)
    expect(await migrate(green)).toEqual(names)
    await blue.execute(add('sails'))
    await green.transaction((queries) => queries.execute(add('oars')))
    expect([await flags(blue), await flags(green)]).toEqual([['sails'], ['oars']])
    const count = 'SELECT count(*)::integer AS rows FROM audit_logs'
    expect([await blue.query(count), await green.query(count)]).toEqual([[{ rows: 1 }], [{ rows: 1 }]])
  })

  test('do not wait for one another, and each waits for itself', async ({ skip }) => {
    if (kind === 'PGlite') return skip('has one session')
    const [blue, green, again] = (await openSchemas('blue', 'green', 'blue')) as [Store, Store, Store]
    await blue.transaction(async (queries) => {
      await takeInstallationLock(queries, 'sync')
      await green.transaction((other) => takeInstallationLock(other, 'sync'))
      await again.transaction((other) => takeInstallationLock(other, 'migration'))
      const waiting = again.transaction(async (other) => {
        await other.execute(`SET LOCAL lock_timeout = '50ms'`)
        await takeInstallationLock(other, 'sync')
      })
      await expect(waiting).rejects.toMatchObject({ code: '55P03', exit: 5 })
    })
  })
})
