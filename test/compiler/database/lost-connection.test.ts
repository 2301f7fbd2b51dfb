import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { liftLimits } from '../../../compiler/database/limits.ts'
import { migrate, migrations } from '../../../compiler/database/migrate.ts'
import { isOutcomeUnknown } from '../../../compiler/database/query-failure.ts'
import { openServer } from '../../../compiler/database/server.ts'
import type { Store } from '../../../compiler/database/store.ts'
import { cutAtCommit } from '../../support/cutting-proxy.ts'
import { run } from '../../support/postgres.ts'
import { serverAddress } from '../../support/store.ts'

const add = `INSERT INTO users (user_key) VALUES ('anna')`

async function open(address: string): Promise<Store> {
  const store = await openServer(address, {})
  onTestFinished(() => store.close())
  return store
}

/** What a promise was rejected with. */
function thrown(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  )
}

test.for([
  ['before', 0],
  ['after', 1],
] as const)(
  'a connection that is cut %s the server has COMMIT leaves the outcome unknown',
  async ([where, rows], { skip }) => {
    const address = await serverAddress()
    if (!address) return skip('needs a real Postgres')
    const store = await open(await cutAtCommit(address, where))
    const error = await thrown(store.transaction((queries) => queries.execute(add)))
    expect(isOutcomeUnknown(error)).toBe(true)
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^the connection to .* was lost while it committed: whether it did is not known$/,
      ) as string,
      help: 'run the command again: that is safe, and what was committed already is not done twice',
    })
    expect(await (await open(address)).query('SELECT FROM users')).toHaveLength(rows)
  },
)

test('a backend that is killed before the commit has committed nothing, and it is said so', async ({ skip }) => {
  const address = await serverAddress()
  if (!address) return skip('needs a real Postgres')
  const [store, other] = [await open(address), await open(address)]
  const error = await thrown(
    store.transaction(async (queries) => {
      await queries.execute(add)
      const [row] = await queries.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await other.query('SELECT pg_terminate_backend($1)', [row?.pid])
      // the server may be done before its last word is here; only what answers this has been heard
      await expect(queries.query('SELECT 1')).rejects.toThrow()
    }),
  )
  expect(isOutcomeUnknown(error)).toBe(false)
  expect(error).toMatchObject({ help: 'what was under way was rolled back; run the command again' })
  expect(await store.query('SELECT FROM users')).toEqual([])
})

test('a program that dies at a long statement does not hold its locks until that ends', async ({ skip }) => {
  const address = await serverAddress()
  if (!address) return skip('needs a real Postgres')
  const other = await open(address)
  const script = `
    import { openServer } from ${JSON.stringify(module('server.ts'))}
    import { liftLimits } from ${JSON.stringify(module('limits.ts'))}
    const store = await openServer(process.argv[1], {})
    await store.transaction(async (queries) => {
      await liftLimits(queries, 1000)
      await queries.query('SELECT pg_advisory_xact_lock(7), pg_sleep(50)')
    })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, address], { stdio: 'inherit' })
  while ((await other.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 7`)).length === 0)
    await sleep(5)
  child.kill('SIGKILL')
  await other.execute(`SET LOCAL lock_timeout = '20s'; SELECT pg_advisory_xact_lock(7)`)
})

function module(name: string): string {
  return new URL(`../../../compiler/database/${name}`, import.meta.url).href
}

/** A store whose role has a limit, as a provider sets it. */
async function limited(setting: string, value: string): Promise<Store | undefined> {
  const address = await serverAddress({ superuser: true, migrated: false })
  if (!address) return undefined
  const role = `limited_${process.pid}`
  await run(
    address,
    `CREATE ROLE ${role} LOGIN; ALTER ROLE ${role} SET ${setting} = '${value}'; GRANT CREATE ON SCHEMA public TO ${role}`,
  )
  onTestFinished(() => run(address, `DROP OWNED BY ${role}; DROP ROLE ${role}`))
  const url = new URL(address)
  url.username = role
  return open(url.href)
}

test('a statement that runs past statement_timeout is explained', async ({ skip }) => {
  const store = await limited('statement_timeout', '20ms')
  if (!store) return skip('needs a real Postgres')
  await expect(store.query('SELECT pg_sleep(50)')).rejects.toMatchObject({
    message: expect.stringMatching(
      /cancelled a statement: it ran past statement_timeout, or somebody cancelled it$/,
    ) as string,
    help: 'nothing of it was committed; ALTER ROLE … SET statement_timeout = 0 lifts the limit for this user',
    code: '57014',
  })
})

test('a lock that is not to be had within lock_timeout is explained', async ({ skip }) => {
  const store = await limited('lock_timeout', '20ms')
  if (!store) return skip('needs a real Postgres')
  const lock = 'SELECT pg_advisory_xact_lock(7)'
  await store.transaction(async (queries) => {
    await queries.execute(lock)
    await expect(store.execute(lock)).rejects.toMatchObject({ exit: 5, code: '55P03' })
  })
})

test('a session that was ended for being idle in a transaction is explained', async ({ skip }) => {
  const store = await limited('idle_in_transaction_session_timeout', '20ms')
  if (!store) return skip('needs a real Postgres')
  const working = store.transaction(async (queries) => {
    const [row] = await queries.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    while ((await store.query('SELECT FROM pg_stat_activity WHERE pid = $1', [row?.pid])).length > 0) await sleep(5)
    await queries.query('SELECT 1')
  })
  await expect(working).rejects.toMatchObject({
    message: expect.stringMatching(/ended the session: its idle_in_transaction_session_timeout has passed$/) as string,
    code: '25P03',
  })
})

test('long work lifts the limits of its role, and puts them back', async ({ skip }) => {
  const store = await limited('statement_timeout', '2s')
  if (!store) return skip('needs a real Postgres')
  const limit = `SELECT current_setting('statement_timeout') AS limit`
  const inside = await store.transaction(async (queries) => {
    await liftLimits(queries, 100)
    return queries.query(`${limit}, current_setting('lock_timeout') AS patience`)
  })
  expect(inside).toEqual([{ limit: '0', patience: '100ms' }])
  expect(await store.query(limit)).toEqual([{ limit: '2s' }])
  const [first] = await migrations()
  await migrate(store, { known: [{ ...first!, sql: `CREATE TABLE seen AS ${limit}` }] })
  expect(await store.query('SELECT * FROM seen')).toEqual([{ limit: '0' }])
})
