import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { findServer, freePort } from './postgres-process.ts'

/** Where PgBouncer is on this machine; undefined when it is not. */
export function findPooler(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path))
}

/**
 * Starts a PgBouncer in transaction mode before the server of an address, for the running test.
 * @param size how many connections it opens to the server
 * @returns the same address through the pooler; undefined when there is no PgBouncer on this machine
 */
export async function throughPooler(address: string, size: number): Promise<string | undefined> {
  const program = findPooler()
  if (!program) return undefined
  const url = new URL(address)
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'halyard-pooler-'))
  const settings = join(folder, 'pgbouncer.ini')
  const users = join(folder, 'users.txt')
  writeFileSync(users, `"${decodeURIComponent(url.username)}" "${decodeURIComponent(url.password)}"\n`)
  writeFileSync(
    settings,
    `[databases]
* = host=${url.hostname} port=${url.port || '5432'}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 100
`,
  )
  const { uid, gid } = findServer() ?? {} // it refuses root, as Postgres does
  if (uid !== undefined) for (const path of [folder, settings, users]) chownSync(path, uid, gid ?? uid)
  const identity = { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) }
  const pooler = spawn(program, [settings], { ...identity, cwd: '/', stdio: 'pipe' })
  let output = ''
  pooler.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)))
  const ended = new Promise<void>((resolve) => pooler.once('exit', () => resolve()))
  const kill = (): boolean => pooler.kill('SIGKILL')
  process.once('exit', kill)
  onTestFinished(async () => {
    process.off('exit', kill)
    kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const deadline = Date.now() + 10_000
  while (!output.includes('process up')) {
    if (pooler.exitCode !== null || Date.now() > deadline) throw new Error(`PgBouncer did not start:\n${output}`)
    await sleep(20)
  }
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return url.href
}
