import { Client } from 'pg'
import type { Queries, Store } from '../../compiler/database/store.ts'

/** Where a sync is interrupted: before or after its nth statement, counted from 1. */
export interface Fault {
  readonly at: number
  readonly when: 'before' | 'after'
  /** Called there; throws, or breaks the connection so that the statement or the next one fails. */
  strike(queries: Queries): Promise<void>
}

/** A store whose transactions meet a fault, and the number of statements that were begun. */
export function faulty(store: Store, fault?: Fault): Store & { readonly begun: () => number } {
  let begun = 0
  const guarded = (queries: Queries): Queries => {
    const around = async <T>(statement: () => Promise<T>): Promise<T> => {
      begun += 1
      const isHere = begun === fault?.at
      if (isHere && fault.when === 'before') await fault.strike(queries)
      const answer = await statement()
      if (isHere && fault.when === 'after') await fault.strike(queries)
      return answer
    }
    return {
      schema: queries.schema,
      query: (sql, params) => around(() => queries.query(sql, params)),
      execute: (sql) => around(() => queries.execute(sql)),
    }
  }
  return { ...store, begun: () => begun, transaction: (work) => store.transaction((queries) => work(guarded(queries))) }
}

/** Ends the session that is asked, from another one, and waits until it is gone. */
export async function endSession(address: string, queries: Queries): Promise<void> {
  const [row] = await queries.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const other = new Client({ connectionString: address })
  await other.connect()
  try {
    await other.query('SELECT pg_terminate_backend($1)', [row?.pid])
    for (;;) {
      const { rowCount } = await other.query('SELECT FROM pg_stat_activity WHERE pid = $1', [row?.pid])
      if (rowCount === 0) return
    }
  } finally {
    await other.end()
  }
}
