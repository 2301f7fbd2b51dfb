import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { openServer } from '../../../compiler/database/server.ts'
import type { Store } from '../../../compiler/database/store.ts'
import { takeLocks } from '../../../compiler/sync/locks.ts'
import { largeLine } from '../../support/large-line.ts'
import { startHalyard } from '../../support/process.ts'
import type { TestRepository } from '../../support/repository.ts'
import { serverAddress } from '../../support/store.ts'

// More for a long run: HALYARD_TEST_KILLS=20 HALYARD_TEST_KILL_FLAGS=10000.
const kills = Number(process.env['HALYARD_TEST_KILLS'] ?? 8)
const flags = Number(process.env['HALYARD_TEST_KILL_FLAGS'] ?? 1000)

/** Which edition the database holds: one, whole. */
async function edition(store: Store): Promise<number> {
  const [row] = await store.query<{
    editions: string[]
    runs: number
    seq: string
    revision: string
    updates: string[]
  }>(
    `SELECT ARRAY(SELECT description || ' ' || count(*) FROM feature_flags GROUP BY description
         UNION SELECT reason || ' ' || count(*) FROM flag_assignments GROUP BY reason
         UNION SELECT 'edition ' || (rollout::integer / 1000) || ' ' || count(*) FROM flag_rules GROUP BY rollout) AS editions,
       (SELECT count(*)::integer FROM sync_runs) AS runs, seq,
       ARRAY(SELECT DISTINCT count(*)::text FROM audit_logs WHERE entity IN ('feature_flags', 'flag_rules', 'flag_assignments')
         GROUP BY commit_sha, entity) AS updates
     FROM sync_state`,
  )
  expect(row?.updates).toEqual([String(flags)])
  expect(row?.runs).toBe(Number(row?.seq))
  const [one, ...others] = row?.editions ?? []
  expect([one, ...others]).toEqual([`edition ${Number(row?.seq)} ${flags}`])
  return Number(row?.seq)
}

/** Waits until a sync is at work in the database. */
async function someoneSyncs(store: Store): Promise<void> {
  for (;;) {
    const locks = await store.query(
      `SELECT FROM pg_locks JOIN pg_database AS d ON d.oid = database WHERE locktype = 'advisory' AND datname = current_database()`,
    )
    if (locks.length > 0) return
    await sleep(2)
  }
}

async function setUp(): Promise<{
  git: TestRepository
  store: Store
  start: (edition: number) => ReturnType<typeof startHalyard>
}> {
  const address = (await serverAddress()) ?? ''
  const store = await openServer(address, {})
  onTestFinished(() => store.close())
  const git = largeLine(flags, kills + 2)
  onTestFinished(() => git.remove())
  const start = (to: number) => {
    git.git('checkout', '--quiet', '--force', `n${to}`)
    return startHalyard(['sync', '--allow-mass-change'], git.folder, { DATABASE_URL: address })
  }
  expect(await start(1).ended).toMatchObject({ code: 0 })
  return { git, store, start }
}

describe.skipIf(!inject('postgres'))('on a Postgres server', () => {
  test('a sync that is killed at any moment leaves the old state or the new one, no lock, and the next one goes through', async () => {
    const { store, start } = await setUp()
    const whole = start(2)
    await someoneSyncs(store)
    const began = performance.now()
    expect(await whole.ended).toMatchObject({ code: 0 })
    const length = performance.now() - began
    let next = 3
    const seen: string[] = []
    for (let n = 0; n < kills; n += 1) {
      const running = start(next)
      await someoneSyncs(store)
      const delay = Math.random() * length
      await sleep(delay)
      running.kill('SIGKILL')
      await running.ended
      await store.transaction((queries) => takeLocks(queries, 10_000))
      const there = await edition(store)
      seen.push(`${Math.round(delay)} ms: ${there === next ? 'new' : 'old'}`)
      expect([next - 1, next], seen.join(', ')).toContain(there)
      if (there === next) next += 1
    }
    if (kills > 8) console.log(`a whole sync: ${Math.round(length)} ms; killed after ${seen.join(', ')}`)
    expect(await start(next).ended).toMatchObject({ code: 0 })
    expect(await edition(store)).toBe(next)
  }, 600_000)

  test.each(['SIGINT', 'SIGTERM'] as const)('%s rolls back, frees the lock, and ends with 130', async (signal) => {
    const { store, start } = await setUp()
    const running = start(2)
    await someoneSyncs(store)
    running.kill(signal)
    expect(await running.ended).toEqual({ code: 130, stderr: '' })
    await store.transaction((queries) => takeLocks(queries, 10_000))
    expect(await edition(store)).toBe(1)
  })
})
