import type { Queries, Store } from './store.ts'

/** Each in a transaction of its own: only there a schema can be set and not be left behind for others. */
export function inTheirOwn(transaction: Store['transaction'], schema: string): Queries {
  return {
    schema,
    query: (sql, params) => transaction((queries) => queries.query(sql, params)),
    execute: (sql) => transaction((queries) => queries.execute(sql)),
  }
}
