import type { Pool, QueryResultRow } from 'pg'
import { inTheirOwn } from './own-transaction.ts'
import { interrupted, queryFailure } from './query-failure.ts'
import { inTransaction, type Surroundings } from './server-transaction.ts'
import type { Queries, Store } from './store.ts'

/** A store over a pool; closing the store ends the pool. */
export function serverStore(pool: Pool, kind: Store['kind'], surroundings: Surroundings): Store {
  const transaction: Store['transaction'] = (work) => inTransaction(pool, surroundings, work)
  let closed = false
  return {
    kind,
    name: surroundings.name,
    ...(surroundings.schema === undefined ? alone(pool, surroundings) : inTheirOwn(transaction, surroundings.schema)),
    transaction,
    async close() {
      if (closed) return
      closed = true
      await pool.end()
    },
  }
}

function alone(pool: Pool, { name, signal }: Surroundings): Queries {
  const run = async <Row extends QueryResultRow>(sql: string, params?: readonly unknown[]): Promise<Row[]> => {
    if (signal?.aborted) throw interrupted(name)
    try {
      return (await pool.query<Row>(sql, params ? [...params] : undefined)).rows
    } catch (error) {
      throw queryFailure(error, name, 'alone')
    }
  }
  return {
    schema: undefined,
    query: <Row extends object>(sql: string, params?: readonly unknown[]) => run<Row & QueryResultRow>(sql, params),
    execute: async (sql) => void (await run(sql)),
  }
}
