import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { embeddedStore, type EmbeddedStore } from '../../../compiler/database/embedded.ts'
import { openServer } from '../../../compiler/database/server.ts'
import type { Queries, Store } from '../../../compiler/database/store.ts'
import { alice, TestRepository } from '../../support/repository.ts'
import { serverAddress, stores } from '../../support/store.ts'
import { halyard } from '../../support/terminal.ts'

const told = /^interrupted: what was under way in .* was rolled back$/

/** Two stores on one server, the first with a signal; undefined when this run has no server. */
async function pair(): Promise<{ store: Store; other: Store; stop: () => void } | undefined> {
  const address = await serverAddress()
  if (!address) return undefined
  const stopping = new AbortController()
  const store = await openServer(address, {}, { signal: stopping.signal })
  const other = await openServer(address, {})
  onTestFinished(async () => void (await Promise.all([store.close(), other.close()])))
  return { store, other, stop: () => stopping.abort() }
}

const hold = (queries: Queries) => queries.query('SELECT pg_advisory_xact_lock(7)')

async function until(queries: Queries, sql: string): Promise<void> {
  while ((await queries.query(sql)).length === 0) await sleep(5)
}

test('a statement at work is cancelled, and its locks are free at once', async ({ skip }) => {
  const opened = await pair()
  if (!opened) return skip('needs a real Postgres')
  const { store, other, stop } = opened
  const working = expect(
    store.transaction(async (queries) => {
      await hold(queries)
      await queries.query('SELECT pg_sleep(50)')
    }),
  ).rejects.toThrow(told)
  await until(other, `SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(50)' AND state = 'active'`)
  stop()
  await other.transaction(hold)
  await working
})

test('between two statements, the locks are free at once, though the work goes on', async ({ skip }) => {
  const opened = await pair()
  if (!opened) return skip('needs a real Postgres')
  const { store, other, stop } = opened
  const [held, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const working = store.transaction(async (queries) => {
    await hold(queries)
    held.resolve()
    await goOn.promise
    await queries.execute(`INSERT INTO users (user_key) VALUES ('never')`)
  })
  await held.promise
  stop()
  await other.transaction(hold)
  goOn.resolve()
  await expect(working).rejects.toThrow(told)
  expect(await other.query('SELECT FROM users')).toEqual([])
})

test('waiting for a lock is given up', async ({ skip }) => {
  const opened = await pair()
  if (!opened) return skip('needs a real Postgres')
  const { store, other, stop } = opened
  await other.transaction(async (queries) => {
    await hold(queries)
    const waiting = expect(store.transaction(hold)).rejects.toThrow(told)
    await until(other, `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)
    stop()
    await waiting
  })
})

test('a sync that is stopped while it waits leaves nothing waiting at the server', async ({ skip }) => {
  const address = await serverAddress()
  if (!address) return skip('needs a real Postgres')
  const git = TestRepository.make()
  onTestFinished(() => git.remove())
  git.commit(alice, { 'flags/all.yaml': 'environments: { production: {} }\n' })
  const [other, stopping] = [await openServer(address, {}), new AbortController()]
  onTestFinished(() => other.close())
  const waiting =
    'SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())'
  await other.transaction(async (queries) => {
    await queries.execute('LOCK TABLE feature_flags IN EXCLUSIVE MODE')
    const { signal } = stopping
    const syncing = halyard(['sync'], { cwd: git.folder, env: { DATABASE_URL: address }, signal })
    await until(other, waiting)
    stopping.abort()
    expect(await syncing).toMatchObject({ exit: 130, stdout: '' })
    expect(await other.query(waiting)).toEqual([])
  })
})

/** A second store on the same database, with a signal. */
async function signalled(plain: Store, signal: AbortSignal): Promise<Store> {
  if ('database' in plain) return embeddedStore((plain as EmbeddedStore).database, { signal })
  const store = await openServer(plain.name, { PGSSLMODE: 'disable' }, { signal })
  onTestFinished(() => store.close())
  return store
}

describe.each(stores())('a store on $kind whose signal is aborted', ({ open }) => {
  const add = `INSERT INTO users (user_key) VALUES ('never')`

  test('runs nothing more, and rolls back', async () => {
    const [plain, stopping] = [await open(), new AbortController()]
    const store = await signalled(plain, stopping.signal)
    const working = store.transaction(async (queries) => {
      await queries.execute(add)
      stopping.abort()
      await queries.execute(add)
    })
    await expect(working).rejects.toThrow(told)
    await expect(store.query('SELECT 1')).rejects.toThrow(told)
    await expect(store.transaction(() => Promise.resolve())).rejects.toThrow(told)
    expect(await plain.query('SELECT FROM users')).toEqual([])
  })

  test('commits nothing when the commit was not sent yet', async () => {
    const [plain, stopping] = [await open(), new AbortController()]
    const store = await signalled(plain, stopping.signal)
    const working = store.transaction(async (queries) => {
      await queries.execute(add)
      stopping.abort()
    })
    await expect(working).rejects.toThrow(told)
    expect(await plain.query('SELECT FROM users')).toEqual([])
  })

  test('a transaction that drops the error of a statement is not taken for committed', async () => {
    const store = await open()
    const working = store.transaction(async (queries) => {
      await queries.execute(add)
      await queries.execute('SELECT nonsense').catch(() => undefined)
    })
    await expect(working).rejects.toThrow()
    expect(await store.query('SELECT FROM users')).toEqual([])
  })
})
