import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openServer } from '../../compiler/database/server.ts'
import { migrate } from '../../compiler/database/migrate.ts'
import { findPooler } from './pooler.ts'
import { findServer, freePort, runAs, startServer, type Account } from './postgres-process.ts'

/** Where tests find a real Postgres; absent when there is none. */
export interface TestServer {
  /** May create databases, owns what it creates, and is no superuser. */
  readonly owner: string
  /** The same server as its superuser; absent for a server that was given. */
  readonly superuser?: string
  /** A migrated database to clone. */
  readonly template: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestServer | undefined
  }
}

/**
 * Gives the run a real Postgres: the one `HALYARD_TEST_DATABASE_URL` names (a role that may create databases), else a
 * private one in a temporary folder, from the binaries on this machine. With neither, or without PgBouncer, one line says
 * so; with `HALYARD_TEST_REQUIRE=postgres` that fails the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!findPooler()) report('no PgBouncer: install pgbouncer. What works through a pooler is not shown.')
  const given = process.env['HALYARD_TEST_DATABASE_URL']
  if (given) return provide(project, { owner: given }, async () => undefined)
  const server = findServer()
  if (server) {
    const running = await startPrivate(server)
    return provide(project, running, () => running.stop())
  }
  project.provide('postgres', undefined)
  report('no real Postgres: set HALYARD_TEST_DATABASE_URL, or install one. The same tests run on the embedded store.')
  return async () => undefined
}

function report(missing: string): void {
  if ((process.env['HALYARD_TEST_REQUIRE'] ?? '').split(',').includes('postgres')) throw new Error(missing)
  console.log(`Not covered: ${missing}`)
}

interface Access {
  readonly owner: string
  readonly superuser?: string
}

async function provide(project: TestProject, access: Access, stop: () => Promise<void>): Promise<() => Promise<void>> {
  const template = `halyard_template_${process.pid}`
  try {
    await run(access.owner, `CREATE DATABASE ${template}`)
    const store = await openServer(database(access.owner, template), {})
    try {
      await migrate(store)
    } finally {
      await store.close()
    }
  } catch (error) {
    await stop()
    throw error
  }
  const { owner, superuser } = access
  project.provide('postgres', { owner, ...(superuser ? { superuser } : {}), template })
  return async () => {
    await run(access.owner, `DROP DATABASE ${template}`)
    await stop()
  }
}

async function startPrivate(server: Account): Promise<Access & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-postgres-'))
  if (server.uid !== undefined) chownSync(folder, server.uid, server.gid ?? server.uid)
  const data = join(folder, 'data')
  runAs(server, 'initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'])
  const port = await freePort()
  const stopServer = await startServer(server, data, port)
  const superuser = `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`
  await run(superuser, 'CREATE ROLE halyard_owner LOGIN CREATEDB')
  return {
    superuser,
    owner: superuser.replace('postgres@', 'halyard_owner@'),
    async stop() {
      await stopServer()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same address with another database. */
export function database(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** Runs one statement over a connection of its own. */
export async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
