import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../../compiler/database/connect.ts'
import { claimEmbedded } from '../../../compiler/database/embedded-lock.ts'
import { migrate } from '../../../compiler/database/migrate.ts'
import { serve } from '../../../compiler/database/serve.ts'
import type { Store } from '../../../compiler/database/store.ts'
import { findProgram } from '../../support/postgres-process.ts'

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'halyard-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

async function openIn(root: string): Promise<Store> {
  const store = await openStore({ root, env: {}, patience: 300 })
  onTestFinished(() => store.close())
  return store
}

test('the embedded store keeps what was committed, and lets go of the folder when it is closed', async () => {
  const root = folder()
  const first = await openIn(root)
  await migrate(first)
  await first.execute(`INSERT INTO users (user_key) VALUES ('alice')`)
  await first.close()
  expect(existsSync(join(root, '.halyard/db.lock'))).toBe(false)
  const second = await openIn(root)
  expect(await migrate(second)).toEqual([])
  expect(await second.query('SELECT user_key FROM users')).toEqual([{ user_key: 'alice' }])
})

test('where no folder can be made, it is said in one line', async () => {
  const root = folder()
  writeFileSync(join(root, '.halyard'), '')
  await expect(openIn(root)).rejects.toMatchObject({
    message: `cannot write ${join(root, '.halyard')}`,
    help: 'is the folder writable?',
  })
})

test('a folder that a running process holds is refused in one line with exit code 5', async () => {
  const root = folder()
  const { lock } = await claimEmbedded(join(root, '.halyard/db'), 0)
  await expect(openStore({ root, env: {}, patience: 150 })).rejects.toMatchObject({
    exit: 5,
    message: `the embedded database .halyard/db is in use by process ${process.pid}`,
  })
  lock?.release()
})

test('a lock of a process that has died, or of another one with the same pid, is taken over', async () => {
  const root = folder()
  mkdirSync(join(root, '.halyard'))
  const file = join(root, '.halyard/db.lock')
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.once('exit', resolve))
  const dead = [{ pid: child.pid, start: '' }]
  if (existsSync('/proc/self/stat')) dead.push({ pid: process.pid, start: 'another-boot/1' })
  for (const holder of dead) {
    writeFileSync(file, JSON.stringify(holder))
    const { lock } = await claimEmbedded(join(root, '.halyard/db'), 0)
    expect((JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid).toBe(process.pid)
    lock?.release()
  }
})

test('of many that claim at once, one at a time has the folder', async () => {
  const path = join(folder(), '.halyard/db')
  let inside = 0
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      const { lock } = await claimEmbedded(path, Date.now() + 10_000)
      expect(++inside).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 20))
      inside--
      lock?.release()
    }),
  )
})

test('a served store is reached by a second command, several psql sessions and its own process, apart from each other', async ({
  skip,
}) => {
  const root = folder()
  const store = await openIn(root)
  await migrate(store)
  await store.execute(`INSERT INTO feature_flags (flag_id, flag_name, is_enabled) VALUES (7, 'checkout', false)`)
  const served = await serve(store, 0)
  const second = await openIn(root)
  expect(second.kind).toBe('embedded')
  await second.execute(`CALL enable_flag(7, 'Alice')`)
  expect(await store.query('SELECT actor FROM audit_logs ORDER BY audit_id DESC LIMIT 1')).toEqual([{ actor: 'Alice' }])
  await expect(serve(second, 0)).rejects.toMatchObject({ exit: 5, help: expect.stringContaining('stop it') as string })
  await second.close()

  const psql = findProgram('psql')
  if (!psql) return skip('needs psql')
  const run = async (...commands: string[]): Promise<string> => {
    const url = `postgres://postgres@127.0.0.1:${served.port}/postgres`
    const { stdout } = await promisify(execFile)(psql, [
      '-XqtA',
      ...commands.flatMap((command) => ['-c', command]),
      url,
    ])
    return stdout.trim()
  }
  const add = (who: string) => [
    `BEGIN; SELECT set_config('halyard.actor', '${who}', true)`,
    `UPDATE feature_flags SET description = '${who}'`,
    'SELECT pg_sleep(0.05)',
    'COMMIT',
  ]
  const ours = store.transaction(async (queries) => {
    await queries.query(`SELECT set_config('halyard.actor', 'Ours', true)`)
    await queries.execute(`UPDATE feature_flags SET description = 'ours'`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return queries.query<{ description: string }>('SELECT description FROM feature_flags')
  })
  const [rows] = await Promise.all([ours, run(...add('One')), run(...add('Two')), run(...add('Three'))])
  expect(rows).toEqual([{ description: 'ours' }])
  const trail = await run(`SELECT string_agg(actor, ',' ORDER BY actor) FROM audit_logs WHERE action = 'update'`)
  expect(trail).toBe('One,Ours,Three,Two')

  await run('SET search_path = pg_catalog', `BEGIN; UPDATE public.feature_flags SET description = 'left open'`)
  expect(await store.query('SELECT description <> $1 AS rolled_back FROM feature_flags', ['left open'])).toEqual([
    { rolled_back: true },
  ])
  await served.close()
  expect(await store.query('SELECT flag_id FROM feature_flags')).toEqual([{ flag_id: '7' }])
})
