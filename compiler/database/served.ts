import { setTimeout as sleep } from 'node:timers/promises'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { openPool } from './pool.ts'
import { withSchema } from './schema-name.ts'
import { serverStore } from './server-store.ts'
import type { Store, Use } from './store.ts'

/**
 * The embedded store of another process, through the port it serves.
 * @returns undefined when nothing answers there and `deadline` (ms since 1970) is not reached: that process may be ending
 */
export async function openServed(port: number, deadline: number, use: Use): Promise<Store | undefined> {
  try {
    const pool = await openPool({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      database: 'postgres',
      ssl: false,
      max: 1, // one session is all there is
      connectionTimeoutMillis: Math.max(deadline - Date.now(), 1000),
    })
    return serverStore(pool, 'embedded', { ...use, name: withSchema('.halyard/db', use.schema) })
  } catch (error) {
    if (Date.now() >= deadline)
      throw new Failure(`the embedded database .halyard/db is served at port ${port}, but does not answer there`, {
        exit: Exit.locked,
        help: 'is `halyard dev` stopped, or a transaction open in a psql window?',
        cause: error,
      })
    await sleep(100)
    return undefined
  }
}
