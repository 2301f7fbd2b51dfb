import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { openServer } from '../../../compiler/database/server.ts'
import { readSyncState } from '../../../compiler/database/sync-state.ts'
import type { Queries, Store } from '../../../compiler/database/store.ts'
import { Failure } from '../../../compiler/diagnostics/failure.ts'
import { sync, type Target } from '../../../compiler/sync/sync.ts'
import { alice, bob, TestRepository } from '../../support/repository.ts'
import { modelTarget } from '../../support/fill.ts'
import { soundModel } from '../../support/random-flags.ts'
import { serverAddress } from '../../support/store.ts'
import { planned, syncHead, workOf } from '../../support/syncing.ts'

const made: TestRepository[] = []
afterEach(() => made.splice(0).forEach((one) => one.remove()))

const people = 'environments: { development: {}, production: {} }\nusers: { ann: {} }\n'
const flag = (key: string, description: string) =>
  `flags: { ${key}: { description: ${description}, owner: o, enabled: false, assignments: { production: everyone } } }\n`

/** A line of commits, each of which changes one of three flags; their ids, oldest first. */
function line(length: number): { git: TestRepository; ids: string[] } {
  const git = TestRepository.make()
  made.push(git)
  git.write({ 'flags/people.yaml': people })
  const first = Object.fromEntries(['a', 'b', 'c'].map((key) => [`flags/${key}.yaml`, flag(key, 'edition 0')]))
  const ids = Array.from({ length }, (_, n) => {
    const key = 'abc'[n % 3] ?? ''
    return git.commit(n % 2 ? bob : alice, n === 0 ? first : { [`flags/${key}.yaml`]: flag(key, `edition ${n}`) })
  })
  return { git, ids }
}

/** Sessions of their own on one database. */
async function sessions(count: number, address: string): Promise<Store[]> {
  const stores = await Promise.all(Array.from({ length: count }, () => openServer(address, {})))
  for (const store of stores) onTestFinished(() => store.close())
  return stores
}

async function session(address: string): Promise<Client> {
  const client = new Client({ connectionString: address })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

async function runsOf(queries: Queries) {
  return queries.query<{ seq: string; base: string | null; revision: string }>(
    'SELECT seq, base, revision FROM sync_runs ORDER BY seq',
  )
}

async function descriptions(queries: Queries): Promise<string[]> {
  const rows = await queries.query<{ it: string }>(
    `SELECT flag_name || ' ' || description AS it FROM feature_flags ORDER BY 1`,
  )
  return rows.map(({ it }) => it)
}

/** The call that turns a flag on in the name of Olaf. */
async function enabling(queries: Queries, flag: string): Promise<string> {
  const [row] = await queries.query<{ id: string }>('SELECT flag_id AS id FROM feature_flags WHERE flag_name = $1', [
    flag,
  ])
  return `CALL enable_flag(${row?.id}, 'Olaf')`
}

/** A state of one flag; an older one may not follow a newer one. */
async function aim(edition: number): Promise<Target> {
  const model = await soundModel(people + flag('a', `edition ${edition}`))
  if (!model) throw new Error('the flag files have errors')
  const permit = async (base: string | null) => {
    if (Number(base) > edition) throw new Failure('older')
  }
  return { ...modelTarget(model, String(edition)), permit }
}

/** Waits until a session of this database waits for a lock. */
async function someoneWaits(queries: Queries): Promise<void> {
  for (;;) {
    const waiting = await queries.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    if (waiting.length > 0) return
    await sleep(5)
  }
}

describe.skipIf(!inject('postgres'))('on a Postgres server', () => {
  test('two syncs of one commit write it once', async () => {
    const { git, ids } = line(1)
    const [one, other] = (await sessions(2, (await serverAddress()) ?? '')) as [Store, Store]
    const done = await Promise.all([syncHead(one, git), syncHead(other, git)])
    expect(done.filter(({ changes }) => changes.length > 0)).toHaveLength(1)
    expect(await runsOf(one)).toMatchObject([{ seq: '1', base: null, revision: ids[0] }])
  })

  test.each([1, 2, 3, 4])(
    'five syncs of five commits at once leave one history, in order, and nothing is lost (%i)',
    async (seed) => {
      const { git, ids } = line(5)
      const stores = await sessions(5, (await serverAddress()) ?? '')
      const order = ids.map((_, n) => ids[(n * seed + seed) % 5] as string)
      const done = await Promise.allSettled(order.map((commit, n) => syncHead(stores[n] as Store, git, { commit })))
      const applied = new Set(order.filter((_, n) => done[n]?.status === 'fulfilled'))
      for (const one of done)
        if (one.status === 'rejected') {
          expect(one.reason).toBeInstanceOf(Failure)
          expect(one.reason).toMatchObject({ exit: 4, help: expect.stringContaining('--allow-rollback') as string })
        }
      const runs = await runsOf(stores[0] as Store)
      expect(runs.map(({ revision }) => revision)).toEqual(ids.filter((id) => applied.has(id)))
      expect(runs.map(({ seq }) => Number(seq))).toEqual(runs.map((_, n) => n + 1))
      expect(runs.map(({ base }) => base)).toEqual([null, ...runs.slice(0, -1).map(({ revision }) => revision)])
      expect(runs.at(-1)?.revision).toBe(ids[4])
      expect(await descriptions(stores[0] as Store)).toEqual(['a edition 3', 'b edition 4', 'c edition 2'])
      expect((await syncHead(stores[0] as Store, git)).changes).toEqual([])
    },
  )

  test('of an older and a newer state synced at once, the newer one is there in the end, sixty times', async () => {
    const [one, other] = (await sessions(2, (await serverAddress()) ?? '')) as [Store, Store]
    for (let seed = 1; seed <= 60; seed += 1) {
      const [older, newer] = await Promise.all([aim(seed * 2), aim(seed * 2 + 1)])
      const late = async (store: Store, target: Target, delay: number) => {
        await sleep(delay)
        return sync(store, target)
      }
      const done = await Promise.allSettled([late(one, older, seed % 5), late(other, newer, seed % 7)])
      expect(done[1]?.status).toBe('fulfilled')
      if (done[0]?.status === 'rejected') expect(done[0].reason).toBeInstanceOf(Failure)
      expect(await descriptions(one)).toEqual([`a edition ${seed * 2 + 1}`])
    }
    const runs = await runsOf(one)
    expect(runs.map(({ base }) => base)).toEqual([null, ...runs.slice(0, -1).map(({ revision }) => revision)])
    expect(runs.map(({ seq }) => Number(seq))).toEqual(runs.map((_, n) => n + 1))
    expect(runs.map(({ revision }) => Number(revision))).toEqual(
      runs.map(({ revision }) => Number(revision)).sort((a, b) => a - b),
    )
  })

  test('flags that are enabled by hand all the time while syncs go on are never lost, and nobody is thrown out', async () => {
    const { git, ids } = line(9)
    const address = (await serverAddress()) ?? ''
    const [store] = (await sessions(1, address)) as [Store]
    await syncHead(store, git, { commit: ids[0] as string })
    const operator = await session(address)
    const call = await Promise.all(['a', 'b', 'c'].map((flag) => enabling(store, flag)))
    const over = new AbortController()
    let calls = 0
    const working = (async () => {
      while (!over.signal.aborted) {
        calls += 1
        await operator.query(call[calls % 3] ?? '')
      }
    })()
    try {
      for (const commit of ids.slice(1)) await syncHead(store, git, { commit })
    } finally {
      over.abort()
      await working
    }
    expect(await descriptions(store)).toEqual(['a edition 6', 'b edition 7', 'c edition 8'])
    expect(calls).toBeGreaterThan(3)
    const { drift } = await syncHead(store, git)
    expect(drift.map(({ key, fields, by }) => [...key, ...fields, by?.actor])).toEqual(
      ['a', 'b', 'c'].map((key) => [key, 'is_enabled', 'Olaf']),
    )
    const [count] = await store.query<{ calls: string }>(
      `SELECT count(*) AS calls FROM audit_logs WHERE action = 'enable' AND actor = 'Olaf'`,
    )
    expect(Number(count?.calls)).toBe(calls)
  })

  test('whoever enables a flag while it is being synced waits, and both get through', async () => {
    const { git } = line(2)
    const address = (await serverAddress()) ?? ''
    const [store, watching] = (await sessions(2, address)) as [Store, Store]
    await syncHead(store, git, { commit: 'HEAD~1' })
    const operator = await session(address)
    let call: Promise<unknown> | undefined
    const slow: Store = {
      ...store,
      transaction: (work) =>
        store.transaction((queries) =>
          work({
            ...queries,
            query: async (sql, params) => {
              if (sql.startsWith('UPDATE feature_flags') && !call) {
                call = operator.query(await enabling(watching, 'b'))
                await someoneWaits(watching)
              }
              return queries.query(sql, params)
            },
          }),
        ),
    }
    await syncHead(slow, git)
    await call
    expect(await descriptions(store)).toEqual(['a edition 0', 'b edition 1', 'c edition 0'])
    expect(await store.query(`SELECT flag_name FROM feature_flags WHERE is_enabled`)).toEqual([{ flag_name: 'b' }])
  })

  test('a deadlock with somebody who writes the same tables the other way round is tried again', async () => {
    const { git } = line(2)
    const address = await serverAddress()
    const superuser = inject('postgres')?.superuser
    if (!address || !superuser) return
    const [store, watching] = (await sessions(2, address)) as [Store, Store]
    await syncHead(store, git, { commit: 'HEAD~1' })
    const other = await session(Object.assign(new URL(superuser), { pathname: new URL(address).pathname }).href)
    await other.query(`BEGIN; SET LOCAL deadlock_timeout = '1min'`) // so that the sync is who gives way
    await other.query(`UPDATE feature_flags SET owner = 'mine' WHERE flag_name = 'a'`)
    const syncing = syncHead(store, git)
    await someoneWaits(watching)
    await other.query(`UPDATE environments SET description = 'mine'`)
    await other.query('COMMIT')
    const { drift } = await syncing
    expect(drift.map(({ table, fields }) => [table, ...fields])).toEqual([
      ['environments', 'description'],
      ['environments', 'description'],
      ['feature_flags', 'owner'],
    ])
    expect(await descriptions(store)).toEqual(['a edition 0', 'b edition 1', 'c edition 0'])
  })

  test('a database whose transactions are repeatable by default is synced as any other', async () => {
    const { git, ids } = line(2)
    const address = (await serverAddress()) ?? ''
    const [before] = (await sessions(1, address)) as [Store]
    const [{ name }] = (await before.query<{ name: string }>('SELECT quote_ident(current_database()) AS name')) as [
      { name: string },
    ]
    await before.execute(`ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`)
    const [store, watching] = (await sessions(2, address)) as [Store, Store]
    await syncHead(store, git, { commit: ids[0] as string })
    const operator = await session(address)
    await operator.query(`BEGIN; UPDATE feature_flags SET owner = 'mine' WHERE flag_name = 'a'`)
    const syncing = syncHead(store, git)
    await someoneWaits(watching)
    await operator.query('COMMIT')
    expect((await syncing).drift.map(({ key, fields }) => [...key, ...fields])).toEqual([['a', 'owner']])
  })

  test('a plan that was made before another sync is refused as stale', async () => {
    const { git, ids } = line(3)
    const [store] = (await sessions(1, (await serverAddress()) ?? '')) as [Store]
    await syncHead(store, git, { commit: ids[0] as string })
    const { checksum } = await planned(store, git)
    await syncHead(store, git, { commit: ids[1] as string })
    const stale = syncHead(store, git, { expected: checksum })
    await expect(stale).rejects.toMatchObject({
      exit: 4,
      message: expect.stringContaining('no longer the plan') as string,
    })
    expect((await readSyncState(store)).revision).toBe((await workOf(git, { commit: ids[1] as string })).head)
    await syncHead(store, git, { expected: (await planned(store, git)).checksum })
  })
})
