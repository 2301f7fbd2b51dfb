import { existsSync, rmSync } from 'node:fs'
import { PGlite, types, type PGliteOptions, type Transaction } from '@electric-sql/pglite'
import { Exit, Failure } from '../diagnostics/failure.ts'
import type { EmbeddedLock } from './embedded-lock.ts'
import type { Queries, Store } from './store.ts'
import { Turn } from './turn.ts'

const asText = (text: string): string => text

/** The same JavaScript values as from a server: whole numbers beyond 2^53 and exact decimals stay text. */
export const embeddedOptions: PGliteOptions = {
  parsers: { [types.INT8]: asText, [types.NUMERIC]: asText, 1016: bigintArray },
}

/** How long our own work waits for a session from outside that keeps a transaction open, in milliseconds. */
const patience = 30_000

/** A store in this process. The database has one session; `turn` keeps our transactions and served sessions apart. */
export interface EmbeddedStore extends Store {
  readonly kind: 'embedded'
  readonly database: PGlite
  readonly turn: Turn
  /** Absent for a store in memory. */
  readonly lock?: EmbeddedLock
}

/** Opens the folder, making the database when it is not there (some seconds); `lock` is released by `close`. */
export async function openEmbedded(folder: string, lock: EmbeddedLock): Promise<EmbeddedStore> {
  try {
    if (lock.unfinished) rmSync(folder, { recursive: true, force: true })
    if (!existsSync(folder)) lock.announce({ unfinished: true })
    const database = await PGlite.create(folder, embeddedOptions)
    lock.announce({})
    return embeddedStore(database, lock)
  } catch (error) {
    lock.release()
    throw new Failure('the embedded database .halyard/db cannot be opened', {
      exit: Exit.refused,
      help: 'move the folder .halyard away and sync again: the flags come back from git',
      cause: error,
    })
  }
}

/** A store over an open PGlite; closing the store closes it. */
export function embeddedStore(database: PGlite, lock?: EmbeddedLock): EmbeddedStore {
  const turn = new Turn()
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const pass = await turn.take(patience, heldOutside)
    try {
      return await work()
    } finally {
      pass()
    }
  }
  const whole = queriesOf(database)
  return {
    kind: 'embedded',
    name: '.halyard/db',
    database,
    turn,
    ...(lock ? { lock } : {}),
    query: (sql, params) => inTurn(() => whole.query(sql, params)),
    execute: (sql) => inTurn(() => whole.execute(sql)),
    transaction: (work) => inTurn(() => database.transaction((transaction) => work(queriesOf(transaction)))),
    async close() {
      if (database.closed) return
      await database.close()
      lock?.release()
    },
  }
}

function heldOutside(): Failure {
  return new Failure('another session keeps a transaction of the embedded database open', {
    exit: Exit.locked,
    help: 'end it with COMMIT or ROLLBACK (a psql window?)',
  })
}

function queriesOf(session: PGlite | Transaction): Queries {
  return {
    async query<Row extends object>(sql: string, params?: readonly unknown[]) {
      const { rows } = await session.query<Row>(sql, params ? [...params] : undefined)
      return rows
    },
    async execute(sql) {
      await session.exec(sql)
    },
  }
}

function bigintArray(text: string): (string | null)[] {
  const inside = text.slice(1, -1)
  return inside === '' ? [] : inside.split(',').map((item) => (item === 'NULL' ? null : item))
}
