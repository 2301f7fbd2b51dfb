import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer } from '../../compiler/database/server.ts'
import { findServer, freePort, runAs, startServer } from '../support/postgres-process.ts'

/** A Postgres of its own for a benchmark, in a folder that goes when it is stopped. */
export interface PrivateServer {
  /** The address of a new, empty database. */
  readonly database: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Undefined when this machine has no Postgres. */
export async function privateServer(): Promise<PrivateServer | undefined> {
  const account = findServer()
  if (!account) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'halyard-bench-postgres-'))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  runAs(account, 'initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
  const port = await freePort()
  const stop = await startServer(account, data, port)
  const address = (name: string): string => `postgres://postgres@127.0.0.1:${port}/${name}`
  let count = 0
  return {
    async database() {
      const name = `bench_${++count}`
      const store = await openServer(address('postgres'), {})
      await store.execute(`CREATE DATABASE ${name}`)
      await store.close()
      return address(name)
    },
    async stop() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
