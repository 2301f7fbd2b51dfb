import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { connectionFailure, queryFailure } from './connection-failure.ts'
import { readAddress, type Address } from './address.ts'
import { openPool } from './pool.ts'
import type { Queries, Store } from './store.ts'

/**
 * A store on the Postgres that `url` names. TLS follows `sslmode` as in psql: `prefer` unless told, so that a server with
 * or without TLS just works; `verify-full` checks certificate and name.
 * @throws Failure in one line without the password
 */
export async function openServer(url: string, env: Readonly<Record<string, string | undefined>>): Promise<Store> {
  const address = readAddress(url, env)
  const pool = await connect(address)
  return serverStore(pool, address.name, 'server')
}

async function connect(address: Address): Promise<Pool> {
  const config = { ...address.config, max: 3, keepAlive: true }
  try {
    return await openPool(config)
  } catch (error) {
    const refusedTls = error instanceof Error && error.message.includes('does not support SSL')
    if (!(refusedTls && address.tlsOptional)) throw connectionFailure(error, address)
  }
  try {
    return await openPool({ ...config, ssl: false })
  } catch (error) {
    throw connectionFailure(error, address)
  }
}

/** A store over a pool; closing the store ends the pool. */
export function serverStore(pool: Pool, name: string, kind: Store['kind']): Store {
  const translated = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw queryFailure(error, name)
    }
  }
  let closed = false
  return {
    kind,
    name,
    ...queriesOf(pool, translated),
    transaction: (work) => translated(() => inTransaction(pool, (client) => work(queriesOf(client, translated)))),
    async close() {
      if (closed) return
      closed = true
      await pool.end()
    },
  }
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    // a connection that cannot roll back is not used again; the server rolls back by itself
    await client.query('ROLLBACK').catch((failed: Error) => (broken = failed))
    throw error
  } finally {
    client.release(broken)
  }
}

type Translated = <T>(work: () => Promise<T>) => Promise<T>

function queriesOf(session: Pool | PoolClient, translated: Translated): Queries {
  return {
    query: <Row extends object>(sql: string, params?: readonly unknown[]) =>
      translated(async () => (await session.query<Row & QueryResultRow>(sql, params ? [...params] : undefined)).rows),
    execute: (sql) =>
      translated(async () => {
        await session.query(sql)
      }),
  }
}
