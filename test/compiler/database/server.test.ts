import { createServer, type AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readAudit } from '../../../compiler/database/audit.ts'
import { migrate } from '../../../compiler/database/migrate.ts'
import { openServer } from '../../../compiler/database/server.ts'
import { readState } from '../../../compiler/database/state.ts'
import { run } from '../../support/postgres.ts'
import { serverAddress, stores } from '../../support/store.ts'

const secret = 's3cr%20t-pass'

async function failure(url: string): Promise<string> {
  const error = await openServer(url, {}).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const shown = inspect(error, { depth: 10, showHidden: true })
  for (const form of [secret, decodeURIComponent(secret)]) expect(shown).not.toContain(form)
  return (error as Error).message
}

test.each(['not a url', `mysql://app:${secret}@db/flags`, `postgres://app:${secret}@[bad/flags`])(
  'an address that cannot be read is said without repeating it: %s',
  async (url) => {
    expect(await failure(url)).toBe(
      'DATABASE_URL is not an address of the form postgres://user:password@host:5432/database',
    )
  },
)

test('a wrong host, a closed port and a silent server are told apart in one line', async () => {
  expect(await failure(`postgres://app:${secret}@no-such-host.invalid/flags`)).toBe(
    'there is no host no-such-host.invalid',
  )
  expect(await failure(`postgres://app:${secret}@127.0.0.1:1/flags`)).toBe('no Postgres answers at 127.0.0.1:1')
  const silent = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void silent.close())
  await new Promise((resolve) => silent.once('listening', resolve))
  const { port } = silent.address() as AddressInfo
  const url = `postgres://app:${secret}@127.0.0.1:${port}/flags?connect_timeout=1`
  expect(await failure(url)).toBe(`127.0.0.1:${port} does not answer`)
})

test('a wrong database, a wrong user and TLS that the server lacks are said in one line', async ({ skip }) => {
  const address = await serverAddress()
  if (!address) return skip('needs a real Postgres')
  const change = (edit: (url: URL) => void): string => {
    const url = new URL(address)
    url.password = secret
    edit(url)
    return url.href
  }
  const { host } = new URL(address)
  expect(await failure(change((url) => (url.pathname = '/nowhere')))).toBe(`there is no database nowhere at ${host}`)
  expect(await failure(change((url) => (url.username = 'nobody-here')))).toBe(
    `Postgres at ${host} does not let user nobody-here in`,
  )
  expect(await failure(change((url) => url.searchParams.set('sslmode', 'require')))).toContain('has no TLS')
  const preferring = await openServer(
    change((url) => url.searchParams.delete('sslmode')),
    {},
  )
  expect(preferring.name).not.toContain(secret)
  await preferring.close()
})

test('a killed backend rejects the query at hand in one line, and the next query gets a new connection', async ({
  skip,
}) => {
  const address = await serverAddress()
  if (!address) return skip('needs a real Postgres')
  const store = await openServer(address, {})
  await expect(
    store.transaction((queries) => queries.query('SELECT pg_terminate_backend(pg_backend_pid())')),
  ).rejects.toMatchObject({ message: expect.stringMatching(/^the connection to postgres:.* was lost$/) as string })
  expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  await store.close()
})

test('a user without rights is told so in one line, whatever it asks for', async ({ skip }) => {
  const address = await serverAddress({ superuser: true })
  if (!address) return skip('needs a real Postgres')
  const role = `guest_${process.pid}`
  await run(address, `CREATE ROLE ${role} LOGIN`)
  onTestFinished(() => run(address, `DROP ROLE ${role}`))
  const url = new URL(address)
  url.username = role
  const store = await openServer(url.href, {})
  onTestFinished(() => store.close())
  const denied = { message: expect.stringContaining('lacks a right: permission denied for') as string, exit: 2 }
  await expect(migrate(store)).rejects.toMatchObject(denied)
  await expect(readAudit(store, { flag: undefined, limit: 1 })).rejects.toMatchObject(denied)
  await expect(readState(store)).rejects.toMatchObject(denied)
  await expect(store.execute(`CALL enable_flag(1, 'x')`)).rejects.toMatchObject({ ...denied, code: '42501' })
})

describe.each(stores())('values on $kind', ({ open }) => {
  test('bigint and numeric are text, timestamptz is a Date, jsonb is parsed, arrays are arrays', async () => {
    const store = await open()
    const rows = await store.query(
      `SELECT $1::bigint AS big, 1.50 AS exact, $2::timestamptz AS at, $3::jsonb AS json, $4::text[] AS names,
              ARRAY[$1::bigint, NULL] AS bigs, NULL AS nothing`,
      ['9007199254740993', new Date(0), JSON.stringify({ a: [1] }), ['x', 'y, z']],
    )
    expect(rows).toEqual([
      {
        big: '9007199254740993',
        exact: '1.50',
        at: new Date(0),
        json: { a: [1] },
        names: ['x', 'y, z'],
        bigs: ['9007199254740993', null],
        nothing: null,
      },
    ])
  })

  test('a transaction commits what it returns from, and rolls back what throws', async () => {
    const store = await open()
    await store.transaction((queries) => queries.execute(`INSERT INTO users (user_key) VALUES ('kept')`))
    const failing = store.transaction(async (queries) => {
      await queries.execute(`INSERT INTO users (user_key) VALUES ('gone')`)
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await store.query('SELECT user_key FROM users')).toEqual([{ user_key: 'kept' }])
  })
})
